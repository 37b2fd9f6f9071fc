import QtQuick
import Anjungan.Parts

// The code that leads a phone to its number: the same as on the slip.
Image {
    required property string address

    objectName: "phone-qr"
    width: Metrics.px(Metrics.low ? 26 : Metrics.tight ? 28 : 36)
    height: width
    sourceSize.width: width
    sourceSize.height: width
    smooth: false
    source: "image://qr/" + encodeURIComponent(address)
    Accessible.ignored: true
}

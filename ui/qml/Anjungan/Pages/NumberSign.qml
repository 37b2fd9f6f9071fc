import QtQuick
import Anjungan.Parts

// The queue number on teal, with what it is for.
Column {
    id: sign

    property string number: ""
    property string service: ""
    property string priority: ""

    spacing: Metrics.tiny

    Words {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("Nomor Bapak/Ibu")
        color: Theme.overTealQuiet
    }
    Words {
        objectName: "number"
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: sign.number
        color: Theme.overTeal
        font.bold: true
        font.pixelSize: Math.min(Type.number, Math.floor(sign.width / Math.max(3.4, text.length * 0.66)))
        wrapMode: Text.NoWrap
        lineHeight: 0.95
    }
    Words {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: sign.service
        color: Theme.overTeal
        font.bold: true
    }
    Words {
        visible: text !== ""
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: sign.priority
        color: Theme.overTealQuiet
    }
}

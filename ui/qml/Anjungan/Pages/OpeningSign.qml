import QtQuick
import Anjungan.Parts

// Whether the counters serve now, and how many people wait.
Item {
    id: sign

    property string opening: ""
    property string sentence: ""
    property string waiting: ""

    readonly property bool serving: opening === "open"

    implicitHeight: Math.max(mark.height, words.height)

    Icon {
        id: mark

        visible: sign.sentence !== ""
        anchors.verticalCenter: parent.verticalCenter
        name: sign.serving ? "check-circle" : "clock"
        color: sign.serving ? Theme.ok : Theme.accent
    }
    Column {
        id: words

        x: mark.width + Metrics.gap
        anchors.verticalCenter: parent.verticalCenter
        width: sign.width - x

        Words {
            width: parent.width
            text: sign.sentence
            color: mark.color
            font.bold: true
        }
        Words {
            visible: text !== ""
            width: parent.width
            text: sign.waiting
            color: Theme.quiet
            font.pixelSize: Type.small
        }
    }
}

pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Parts

// A short line with its icon, for what a service costs and how long it takes.
Item {
    id: fact

    property string icon: ""
    property string title: ""
    property string text: ""

    visible: title !== ""
    implicitHeight: Math.max(badge.height, words.height)

    Badge {
        id: badge

        width: Metrics.px(18)
        anchors.verticalCenter: parent.verticalCenter
        icon: fact.icon
    }
    Column {
        id: words

        x: badge.width + Metrics.gap
        anchors.verticalCenter: parent.verticalCenter
        width: fact.width - x

        Words {
            width: parent.width
            text: fact.title
            font.bold: true
        }
        Words {
            visible: text !== ""
            width: parent.width
            text: fact.text
            color: Theme.quiet
            font.pixelSize: Type.small
        }
    }
}

import QtQuick

// One sentence to heed: advice in amber, an error with what to do, or good news. Never red for an answer.
Rectangle {
    id: notice

    property string text: ""
    property string title: ""
    property string icon: "info"
    property bool good: false

    readonly property color inkColor: good ? Theme.teal : Theme.accent

    visible: text !== "" || title !== ""
    implicitHeight: Math.max(mark.height, words.height) + 2 * Metrics.small
    radius: Metrics.radius
    color: good ? Theme.tint : Theme.accentTint
    border.width: Metrics.line
    border.color: good ? Theme.teal : Theme.accentLine

    Icon {
        id: mark

        x: Metrics.gap
        y: Math.round((notice.height - height) / 2)
        name: notice.icon
        color: notice.inkColor
    }
    Column {
        id: words

        x: mark.width + 2 * Metrics.gap
        y: Math.round((notice.height - height) / 2)
        width: notice.width - x - Metrics.gap

        Words {
            visible: text !== ""
            width: parent.width
            text: notice.title
            color: notice.inkColor
            font.bold: true
        }
        Words {
            visible: text !== ""
            width: parent.width
            text: notice.text
            color: notice.title === "" || notice.good ? notice.inkColor : Theme.ink
            font.pixelSize: Type.small
            font.bold: notice.title === ""
        }
    }
}

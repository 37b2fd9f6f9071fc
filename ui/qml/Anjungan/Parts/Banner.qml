import QtQuick

// A sentence across the whole screen, above the page: the printer, or the call for staff.
Rectangle {
    id: banner

    property string text: ""
    property string icon: "printer"
    property bool good: false

    visible: text !== ""
    implicitHeight: visible ? Math.max(mark.height, words.implicitHeight) + 2 * Metrics.small : 0
    color: good ? Theme.tint : Theme.accentTint
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Metrics.line
        color: banner.good ? Theme.teal : Theme.accentLine
    }
    Icon {
        id: mark

        x: Metrics.margin
        anchors.verticalCenter: parent.verticalCenter
        name: banner.icon
        color: banner.good ? Theme.teal : Theme.accent
    }
    Words {
        id: words

        x: mark.x + mark.width + Metrics.gap
        anchors.verticalCenter: parent.verticalCenter
        width: banner.width - x - Metrics.margin
        text: banner.text
        color: mark.color
        font.bold: true
        font.pixelSize: Type.small
    }
}

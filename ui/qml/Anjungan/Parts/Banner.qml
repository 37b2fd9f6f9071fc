import QtQuick

// A sentence across the whole screen, above the page: the printer, or the call for staff. It may offer one act.
Rectangle {
    id: banner

    property string text: ""
    property string icon: "printer"
    property bool good: false
    property string act: ""

    signal acted

    visible: text !== ""
    implicitHeight: visible ? Math.max(mark.height, words.implicitHeight, button.visible ? button.height : 0) + 2 * Metrics.small : 0
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
        width: banner.width - x - Metrics.margin - (button.visible ? button.width + Metrics.gap : 0)
        text: banner.text
        color: mark.color
        font.bold: true
        font.pixelSize: Type.small
    }
    BigButton {
        id: button

        objectName: "banner-act"
        visible: banner.act !== ""
        enabled: visible
        anchors.verticalCenter: parent.verticalCenter
        x: banner.width - width - Metrics.margin
        least: Metrics.floor
        padding: Metrics.gap
        size: Type.small
        text: banner.act
        onActivated: banner.acted()
    }
}

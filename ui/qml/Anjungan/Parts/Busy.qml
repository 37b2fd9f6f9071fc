import QtQuick

// Holds touches back at once, and says so only when it takes longer than a blink.
MouseArea {
    id: busy

    property string text: ""
    property bool shown: false

    onVisibleChanged: shown = false

    Timer {
        interval: 400
        running: busy.visible
        onTriggered: busy.shown = true
    }
    Rectangle {
        visible: busy.shown
        anchors.centerIn: parent
        width: Math.min(busy.width - 2 * Metrics.margin, words.implicitWidth + mark.width + 5 * Metrics.wide)
        height: Metrics.px(44)
        radius: Metrics.radius * 2
        color: Theme.card
        border.width: Metrics.ring
        border.color: Theme.teal

        Icon {
            id: mark

            x: 2 * Metrics.wide
            anchors.verticalCenter: parent.verticalCenter
            name: "hourglass-medium"
            size: Metrics.px(16)
        }
        Words {
            id: words

            x: mark.x + mark.width + Metrics.wide
            anchors.verticalCenter: parent.verticalCenter
            text: busy.text
            font.bold: true
            Accessible.role: Accessible.AlertMessage
        }
    }
}

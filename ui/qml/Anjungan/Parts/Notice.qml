import QtQuick

// One sentence to heed, in amber: advice, or what to do about an answer. Never red.
Rectangle {
    id: notice

    property string text: ""
    property string icon: "info"

    visible: text !== ""
    implicitHeight: Math.max(mark.height, words.height) + 2 * Metrics.small
    radius: Metrics.radius
    color: Theme.accentTint
    border.width: Metrics.line
    border.color: Theme.accentLine

    Icon {
        id: mark

        x: Metrics.gap
        y: Math.round((notice.height - height) / 2)
        name: notice.icon
        color: Theme.accent
    }
    Words {
        id: words

        x: mark.width + 2 * Metrics.gap
        y: Math.round((notice.height - height) / 2)
        width: notice.width - x - Metrics.gap
        text: notice.text
        color: Theme.accent
        font.bold: true
        font.pixelSize: Type.small
    }
}

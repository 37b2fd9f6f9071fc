pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Parts

// A few things under one heading, each with the same icon.
Panel {
    id: bullets

    required property QtObject rows
    property string title: ""
    property string icon: "file-text"

    visible: repeater.count > 0
    color: Theme.accentTint
    border.color: Theme.accentLine

    Words {
        width: parent.width
        text: bullets.title
        color: Theme.accent
        font.bold: true
    }
    Repeater {
        id: repeater

        model: bullets.rows

        Item {
            id: line

            required property string text

            width: bullets.innerWidth
            height: Math.max(mark.height, words.height)

            Icon {
                id: mark

                y: Math.round((1.2 * words.font.pixelSize - height) / 2)
                name: bullets.icon
                color: Theme.accent
                size: Metrics.px(9)
            }
            Words {
                id: words

                x: mark.width + Metrics.small
                width: line.width - x
                text: line.text
            }
        }
    }
}

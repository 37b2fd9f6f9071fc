pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Parts

// Numbered steps under a small heading.
Panel {
    id: steps

    required property QtObject rows
    property string title: ""

    visible: repeater.count > 0

    Words {
        width: parent.width
        text: steps.title
        color: Theme.teal
        font.bold: true
    }
    Repeater {
        id: repeater

        model: steps.rows

        Item {
            id: step

            required property string text
            required property int index

            width: steps.innerWidth
            height: Math.max(disc.height, words.height)

            Rectangle {
                id: disc

                width: Metrics.px(12)
                height: width
                radius: width / 2
                color: Theme.tint

                Words {
                    anchors.centerIn: parent
                    text: step.index + 1
                    color: Theme.teal
                    font.bold: true
                    font.pixelSize: Type.small
                    Accessible.ignored: true
                }
            }
            Words {
                id: words

                x: disc.width + Metrics.gap
                y: Math.max(0, Math.round((disc.height - height) / 2))
                width: step.width - x
                text: step.text
                font.pixelSize: Type.middle
            }
        }
    }
}

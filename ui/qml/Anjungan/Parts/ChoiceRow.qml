pragma ComponentBehavior: Bound
import QtQuick

// One answer. Chosen is seen three times over: ground and edge, the filled mark, the bold word.
// A brief one, of which there are many, is a word and nothing else: each costs a third of a full row.
Tap {
    id: choice

    required property string title
    required property string hint
    required property string icon
    required property bool chosen
    property bool multiple: false
    property bool brief: false
    property int size: Type.body

    readonly property int pad: brief ? Metrics.tiny : Metrics.gap + Metrics.tiny

    name: title
    role: multiple ? Accessible.CheckBox : Accessible.RadioButton
    checked: chosen
    tone: chosen ? Theme.chosen : Theme.plain
    border: chosen ? Metrics.ring : Metrics.line
    implicitHeight: Math.max(brief ? Metrics.floor : Metrics.target, inside.height + 2 * pad + Metrics.lip)

    Loader {
        id: inside

        x: choice.pad
        y: Math.round((parent.height - height) / 2)
        width: parent.width - 2 * choice.pad
        sourceComponent: choice.brief ? word : full
    }
    Component {
        id: word

        Text {
            horizontalAlignment: Text.AlignHCenter
            text: choice.title
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            color: choice.tone.ink
            font.family: Type.family
            font.pixelSize: choice.size
            font.bold: true
        }
    }
    Component {
        id: full

        Item {
            implicitHeight: words.height

            Icon {
                id: mark

                y: Math.round((parent.height - height) / 2)
                weight: choice.chosen ? "fill" : "regular"
                name: choice.multiple ? (choice.chosen ? "check-square" : "square") : (choice.chosen ? "check-circle" : "circle")
                color: choice.chosen ? Theme.teal : Theme.quiet
                size: Metrics.px(12)
            }
            Badge {
                id: badge

                visible: choice.icon !== ""
                x: mark.width + choice.pad
                y: Math.round((parent.height - height) / 2)
                width: Math.min(Metrics.badge, choice.height - 2 * Metrics.small)
                icon: choice.icon
                color: choice.chosen ? Theme.card : Theme.tint
            }
            Column {
                id: words

                x: mark.width + choice.pad + (badge.visible ? badge.width + choice.pad : 0)
                y: Math.round((parent.height - height) / 2)
                width: parent.width - x

                Words {
                    width: parent.width
                    text: choice.title
                    color: choice.tone.ink
                    font.pixelSize: choice.size
                    font.bold: true
                    Accessible.ignored: true
                }
                Words {
                    visible: text !== ""
                    width: parent.width
                    text: choice.hint
                    color: choice.tone.quietInk
                    font.pixelSize: Type.small
                }
            }
        }
    }
}

pragma ComponentBehavior: Bound
import QtQuick

// One answer. Chosen is seen three times over: ground and edge, the filled mark, the bold word.
Tap {
    id: choice

    required property string title
    required property string hint
    required property string icon
    required property bool chosen
    property bool multiple: false
    property bool compact: false
    property int size: Type.body

    readonly property int pad: compact ? Metrics.tiny : Metrics.gap + Metrics.tiny
    readonly property int markRoom: compact ? 0 : mark.width + pad

    name: title
    role: multiple ? Accessible.CheckBox : Accessible.RadioButton
    checked: chosen
    tone: chosen ? Theme.chosen : Theme.plain
    border: chosen ? Metrics.ring : Metrics.line
    implicitHeight: Math.max(compact ? Metrics.floor : Metrics.target, words.height + 2 * pad + Metrics.lip)

    Icon {
        id: mark

        visible: !choice.compact
        x: choice.pad
        y: Math.round((parent.height - height) / 2)
        weight: choice.chosen ? "fill" : "regular"
        name: choice.multiple ? (choice.chosen ? "check-square" : "square") : (choice.chosen ? "check-circle" : "circle")
        color: choice.chosen ? Theme.teal : Theme.quiet
        size: Metrics.px(12)
    }
    Badge {
        id: badge

        visible: choice.icon !== ""
        x: choice.markRoom + choice.pad
        y: Math.round((parent.height - height) / 2)
        width: Math.min(Metrics.badge, parent.height - 2 * Metrics.small)
        icon: choice.icon
        color: choice.chosen ? Theme.card : Theme.tint
    }
    Column {
        id: words

        x: choice.markRoom + choice.pad + (badge.visible ? badge.width + choice.pad : 0)
        y: Math.round((parent.height - height) / 2)
        width: parent.width - x - choice.pad

        Words {
            width: parent.width
            horizontalAlignment: choice.compact ? Text.AlignHCenter : Text.AlignLeft
            text: choice.title
            color: choice.tone.ink
            font.pixelSize: choice.size
            font.bold: true
            Accessible.ignored: true
        }
        Words {
            visible: text !== "" && !choice.compact
            width: parent.width
            text: choice.hint
            color: choice.tone.quietInk
            font.pixelSize: Type.small
        }
    }
}

pragma ComponentBehavior: Bound
import QtQuick

// A way onward: icon, title, one sentence. Lying (icon at the left) or upright (icon above).
Tap {
    id: tile

    required property string title
    required property string summary
    required property string icon
    required property string reason
    required property bool open
    property string foot: ""
    property bool upright: false
    property bool lead: false

    readonly property int pad: Metrics.gap + Metrics.tiny
    readonly property int tip: Metrics.px(9)
    readonly property int badgeSide: upright ? Metrics.px(Metrics.low ? 22 : 30) : Math.min(Metrics.px(lead ? 30 : 24), Math.max(Metrics.badge, height - 2 * pad))
    readonly property color inkColor: open ? shownTone.ink : Theme.quiet

    name: title
    enabled: open
    tone: lead ? Theme.primary : Theme.plain
    implicitHeight: upright ? badgeSide + words.height + 3 * pad + Metrics.lip : Math.max(Metrics.badge, words.height) + 2 * pad + Metrics.lip

    Badge {
        id: badge

        x: tile.pad
        y: tile.upright ? tile.pad : Math.round((parent.height - height) / 2)
        width: tile.badgeSide
        icon: tile.icon
        ink: tile.open ? Theme.teal : Theme.quiet
        color: tile.open ? Theme.tint : Theme.off.fill
    }
    Column {
        id: words

        x: tile.upright ? tile.pad : badge.width + 2 * tile.pad
        y: tile.upright ? badge.height + 2 * tile.pad : Math.round((parent.height - height) / 2)
        width: parent.width - x - (tile.upright ? tile.pad : tile.open ? tile.tip + 2 * Metrics.small : tile.pad)
        spacing: Metrics.px(1)

        Words {
            width: parent.width
            text: tile.title
            color: tile.inkColor
            font.bold: true
            font.pixelSize: tile.lead ? Type.strong : Type.body
            lineHeight: 0.95
            Accessible.ignored: true
        }
        Words {
            visible: text !== ""
            width: parent.width
            text: tile.open ? tile.summary : tile.reason
            color: tile.open ? tile.tone.quietInk : Theme.accent
            font.pixelSize: Type.small
        }
        Words {
            visible: tile.open && text !== ""
            width: parent.width
            text: tile.foot
            color: tile.tone.ink === Theme.ink ? Theme.teal : tile.tone.ink
            font.bold: true
            font.pixelSize: Type.small
        }
    }
    Icon {
        visible: tile.open
        x: parent.width - width - Metrics.small
        y: tile.upright ? badge.y + Math.round((badge.height - height) / 2) : Math.round((parent.height - height) / 2)
        size: tile.tip
        weight: "bold"
        name: "caret-right"
        color: tile.tone.ink === Theme.ink ? Theme.teal : tile.tone.ink
    }
}

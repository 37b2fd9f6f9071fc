pragma ComponentBehavior: Bound
import QtQuick

// A way onward: picture or icon, title, one sentence. Lying (picture at the left) or upright (above).
Tap {
    id: tile

    required property string title
    required property string summary
    required property string icon
    required property string reason
    required property bool open
    property string picture: ""
    property string foot: ""
    property bool upright: false
    property bool lead: false
    property real wordRoom: Math.round(1.25 * (pictured ? Type.strong + 2 * Type.middle : Type.body + 2 * Type.small))
    property int size: pictured ? Type.strong : Type.body

    readonly property int pad: Metrics.low ? (pictured ? Metrics.small : Metrics.px(2)) : Metrics.gap + Metrics.tiny
    readonly property int tip: Metrics.px(9)
    readonly property bool pictured: picture !== ""
    readonly property int inner: height - Metrics.lip - 2 * pad
    readonly property int markHeight: upright ? Math.max(Metrics.badge, Math.min(inner - Math.max(words.height, wordRoom) - pad, Metrics.px(pictured ? (Metrics.low ? 40 : Metrics.tight ? 80 : 112) : 52))) : Math.min(inner, Metrics.px(pictured ? 54 : Metrics.tight ? 22 : 34))
    readonly property int markWidth: pictured && upright ? width - 2 * pad : pictured ? Math.round(markHeight * 1.25) : markHeight
    readonly property alias wordsHeight: words.height
    readonly property int slack: pictured ? 0 : Math.max(0, Math.round((inner - markHeight - Math.max(words.height, wordRoom) - pad) / 2))

    name: title
    enabled: open
    tone: lead ? Theme.primary : Theme.plain
    implicitHeight: (upright ? Metrics.badge + words.height + pad : Math.max(Metrics.badge, words.height)) + 2 * pad + Metrics.lip

    Rectangle {
        id: mark

        x: tile.pad
        y: tile.upright ? tile.pad + tile.slack : Math.round((parent.height - height) / 2)
        width: tile.markWidth
        height: tile.markHeight
        radius: Metrics.radius
        color: tile.open ? Theme.tint : Theme.off.fill

        Picture {
            visible: tile.pictured
            anchors.centerIn: parent
            width: parent.width - 2 * Metrics.tiny
            height: parent.height - 2 * Metrics.tiny
            name: tile.picture
        }
        Icon {
            visible: !tile.pictured
            anchors.centerIn: parent
            name: tile.pictured ? "" : tile.icon
            color: tile.open ? Theme.teal : Theme.quiet
            size: Math.round(parent.height * 0.66)
        }
    }
    TileWords {
        id: words

        x: tile.upright ? tile.pad : mark.width + 2 * tile.pad
        y: tile.upright ? mark.y + mark.height + tile.pad : Math.round((parent.height - height) / 2)
        width: parent.width - x - (tile.open ? tile.tip + 2 * Metrics.small : tile.pad)
        title: tile.title
        text: tile.open ? tile.summary : tile.reason
        foot: tile.open ? tile.foot : ""
        ink: tile.shownTone.ink
        quietInk: tile.open ? tile.tone.quietInk : Theme.accent
        size: tile.size
        large: tile.pictured
    }
    Icon {
        visible: tile.open
        x: parent.width - width - Metrics.small
        y: tile.upright ? words.y + Math.round((1.2 * tile.size - height) / 2) : Math.round((parent.height - height) / 2)
        size: tile.tip
        weight: "bold"
        name: "caret-right"
        color: tile.lead ? Theme.overTeal : Theme.teal
    }
}

pragma ComponentBehavior: Bound
import QtQuick

// The pieces of one answer side by side: which is being filled, and a touch to go back to another.
Row {
    id: parts

    required property QtObject rows
    property bool typing: false

    readonly property bool address: repeater.count === 4
    readonly property real share: repeater.count > 0 ? (width - (repeater.count - 1) * spacing) / repeater.count : width

    property real deepest: 0

    signal chosen(key: string)

    spacing: Metrics.small

    Repeater {
        id: repeater

        model: parts.rows

        Tap {
            id: part

            required property string key
            required property string title
            required property string value
            required property bool active

            objectName: "part-" + key
            name: value === "" ? title : title + ": " + value
            width: Math.floor(parts.share * (!parts.address ? 1 : key.length === 2 ? 0.62 : 1.38))
            height: parts.deepest + 2 * Metrics.small + Metrics.lip
            tone: active ? Theme.chosen : Theme.plain
            border: active ? Metrics.ring : Metrics.line
            onActivated: parts.chosen(key)

            Column {
                id: words

                x: Metrics.small
                y: Metrics.small
                width: parent.width - 2 * Metrics.small
                onHeightChanged: parts.deepest = Math.max(parts.deepest, height)

                Words {
                    width: parent.width
                    text: part.title
                    color: part.active ? Theme.teal : Theme.quiet
                    font.bold: part.active
                    font.pixelSize: Type.small
                    Accessible.ignored: true
                }
                Words {
                    width: parent.width
                    text: part.active && parts.typing ? "…" : part.value === "" ? "–" : part.value
                    color: part.value === "" ? Theme.line : Theme.ink
                    font.bold: true
                    font.pixelSize: Type.middle
                    Accessible.ignored: true
                }
            }
        }
    }
}

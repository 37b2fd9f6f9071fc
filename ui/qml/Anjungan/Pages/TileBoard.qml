pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Parts

// Tiles that share the room between them, so that none of it lies waste.
Grid {
    id: board

    required property QtObject tiles
    property int count: 1
    property int room: 0
    property bool upright: false
    property real tallest: 62

    property real deepest: 0

    readonly property int lines: Math.max(1, Math.ceil(count / columns))
    readonly property int tileWidth: Math.floor((width - (columns - 1) * spacing) / columns)
    readonly property int tileHeight: Math.min(Metrics.px(tallest), Math.floor((room - (lines - 1) * spacing) / lines))

    signal chosen(key: string)

    columns: 1
    spacing: Metrics.low ? Metrics.small : Metrics.gap

    Repeater {
        model: board.tiles

        Tile {
            required property string key

            objectName: "tile-" + key
            width: board.tileWidth
            height: Math.max(implicitHeight, board.tileHeight)
            upright: board.upright
            wordRoom: board.deepest
            onWordsHeightChanged: board.deepest = Math.max(board.deepest, wordsHeight)
            size: Metrics.tight ? Type.middle : Type.body
            onActivated: board.chosen(key)
        }
    }
}

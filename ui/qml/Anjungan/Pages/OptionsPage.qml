pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Parts

// A question whose answers are tiles and go on at once: priority, for whom.
PageFrame {
    id: page

    required property QtObject rows
    required property int count

    readonly property int lines: Math.max(1, Math.ceil(count / grid.columns))
    readonly property int each: Math.floor((bodyRoom - (lines - 1) * Metrics.gap) / lines)

    signal chosen(key: string)

    broad: Metrics.low

    Grid {
        id: grid

        width: page.bodyWidth
        columns: Metrics.low ? 2 : 1
        spacing: Metrics.gap

        Repeater {
            model: page.rows

            Tile {
                required property string key
                required property string hint

                objectName: "tile-" + key
                width: Math.floor((grid.width - (grid.columns - 1) * grid.spacing) / grid.columns)
                height: Math.max(implicitHeight, Math.min(Metrics.px(44), page.each))
                size: Metrics.tight ? Type.middle : Type.body
                summary: hint
                reason: ""
                open: true
                onActivated: page.chosen(key)
            }
        }
    }
}

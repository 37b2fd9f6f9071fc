pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Parts

// A question whose answers are tiles and go on at once: priority, for whom.
PageFrame {
    id: page

    required property var rows
    required property int count

    readonly property int columns: 1
    readonly property int each: Math.floor((bodyRoom - (count - 1) * Metrics.gap) / Math.max(1, count))

    signal chosen(key: string)

    Repeater {
        model: page.rows

        Tile {
            required property string key
            required property string hint

            objectName: "tile-" + key
            width: page.bodyWidth
            height: Math.max(implicitHeight, Math.min(Metrics.px(40), page.each))
            summary: hint
            reason: ""
            open: true
            onActivated: page.chosen(key)
        }
    }
}

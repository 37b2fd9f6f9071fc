pragma ComponentBehavior: Bound
import QtQuick

// The 32 symbols of a public code: digits first, then letters without I, L, O and U.
Item {
    id: pad

    property bool full: false
    property int room: Metrics.px(120)

    readonly property int columns: 9
    readonly property int rows: 4
    readonly property int keyWidth: Math.floor((width - (columns - 1) * Metrics.small) / columns)
    readonly property int keyHeight: Math.max(Metrics.floor, Math.min(Metrics.px(24), Math.floor((room - (rows - 1) * Metrics.small) / rows)))
    readonly property string symbols: "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

    signal typed(symbol: string)
    signal erased

    implicitHeight: rows * (keyHeight + Metrics.small) - Metrics.small

    Repeater {
        model: 32

        Key {
            required property int index

            symbol: pad.symbols[index]
            x: Math.round((index % pad.columns) * (pad.width + Metrics.small) / pad.columns)
            y: Math.floor(index / pad.columns) * (pad.keyHeight + Metrics.small)
            width: pad.keyWidth
            height: pad.keyHeight
            enabled: !pad.full
            onActivated: pad.typed(symbol)
        }
    }
    EraseKey {
        x: pad.width - width
        y: pad.height - height
        width: pad.width - Math.round(5 * (pad.width + Metrics.small) / pad.columns)
        height: pad.keyHeight
        onActivated: pad.erased()
    }
}

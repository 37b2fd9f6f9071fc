pragma ComponentBehavior: Bound
import QtQuick

// 3×4, 1 2 3 on top as on a telephone. `corner` is the symbol left of 0 ("000" for money).
Item {
    id: pad

    property string corner: ""
    property bool full: false
    property int room: Metrics.px(130)

    readonly property int keyWidth: Math.floor((width - 2 * Metrics.small) / 3)
    readonly property int keyHeight: Math.max(Metrics.floor, Math.min(Metrics.px(Metrics.narrow ? 22 : 28), Math.floor((room - 3 * Metrics.small) / 4)))

    signal typed(symbol: string)
    signal erased

    implicitHeight: 4 * keyHeight + 3 * Metrics.small

    Repeater {
        model: 10

        Key {
            required property int index

            readonly property int place: index === 9 ? 10 : index

            symbol: String((index + 1) % 10)
            size: Type.entry
            x: Math.round((place % 3) * (pad.width + Metrics.small) / 3)
            y: Math.floor(place / 3) * (pad.keyHeight + Metrics.small)
            width: pad.keyWidth
            height: pad.keyHeight
            enabled: !pad.full
            onActivated: pad.typed(symbol)
        }
    }
    Key {
        visible: pad.corner !== ""
        enabled: visible && !pad.full
        symbol: pad.corner
        size: Type.entry
        y: pad.height - height
        width: pad.keyWidth
        height: pad.keyHeight
        onActivated: pad.typed(symbol)
    }
    EraseKey {
        x: pad.width - width
        y: pad.height - height
        width: pad.keyWidth
        height: pad.keyHeight
        onActivated: pad.erased()
    }
}

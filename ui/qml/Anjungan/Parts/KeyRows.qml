pragma ComponentBehavior: Bound
import QtQuick

// Rows of keys, one symbol each, from the left.
Item {
    id: block

    required property list<string> rows
    required property real pitch
    required property int keyWidth
    required property int keyHeight
    required property real between
    property bool full: false

    signal typed(symbol: string)

    implicitHeight: rows.length * (keyHeight + between) - between

    Repeater {
        model: block.rows

        Item {
            id: row

            required property int index
            required property string modelData

            y: index * (block.keyHeight + block.between)

            Repeater {
                model: row.modelData.length

                Key {
                    required property int index

                    symbol: row.modelData[index]
                    x: Math.round(index * block.pitch)
                    width: block.keyWidth
                    height: block.keyHeight
                    enabled: !block.full
                    onActivated: block.typed(symbol)
                }
            }
        }
    }
}

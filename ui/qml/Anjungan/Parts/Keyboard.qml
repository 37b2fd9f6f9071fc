pragma ComponentBehavior: Bound
import QtQuick

// Letters in the order of typewriters or of the alphabet, and a page of digits where `digits` allows.
// Letter keys are made once and only move when the order changes.
Item {
    id: board

    property bool digits: false
    property bool full: false
    property string subject: ""
    property int room: Metrics.px(110)

    property bool alphabetic: false
    property bool numeric: false

    readonly property int columns: 10
    readonly property real between: Metrics.px(Metrics.tight ? 2 : 2.5)
    readonly property real pitch: (width + between) / columns
    readonly property int keyWidth: Math.floor(pitch - between)
    readonly property int keyHeight: Math.max(Metrics.floor, Math.min(Metrics.px(25), Math.floor((room - 3 * between) / 4)))
    readonly property string letters: alphabetic ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ" : "QWERTYUIOPASDFGHJKLZXCVBNM"
    readonly property list<int> starts: alphabetic ? [0, 10, 20] : [0, 10, 19]
    readonly property list<real> indents: alphabetic ? [0, 0, 0] : [0, 0.5, 0.5]

    signal typed(symbol: string)
    signal erased

    function down(row: int): real {
        return row * (keyHeight + between);
    }

    function wide(keys: real): real {
        return Math.floor(keys * pitch - between);
    }

    implicitHeight: 4 * keyHeight + 3 * between
    onSubjectChanged: numeric = false

    Repeater {
        model: 26

        Key {
            required property int index

            readonly property int row: index >= board.starts[2] ? 2 : index >= board.starts[1] ? 1 : 0

            symbol: board.letters[index]
            visible: !board.numeric
            x: Math.round((index - board.starts[row] + board.indents[row]) * board.pitch)
            y: board.down(row)
            width: board.keyWidth
            height: board.keyHeight
            enabled: visible && !board.full
            onActivated: board.typed(symbol)
        }
    }
    Loader {
        active: board.numeric
        width: board.width

        sourceComponent: KeyRows {
            rows: ["1234567890", "-/():;&+", "'\"?!.,"]
            pitch: board.pitch
            keyWidth: board.keyWidth
            keyHeight: board.keyHeight
            between: board.between
            full: board.full
            onTyped: symbol => board.typed(symbol)
        }
    }
    EraseKey {
        x: board.width - width
        y: board.down(2)
        width: board.wide(board.numeric ? 3 : board.alphabetic ? 4 : 2.5)
        height: board.keyHeight
        onActivated: board.erased()
    }

    Row {
        y: board.down(3)
        spacing: board.between

        Key {
            objectName: "key-order"
            label: board.alphabetic ? qsTr("QWERTY") : board.digits ? qsTr("A–Z") : qsTr("Urut ABC")
            visible: !board.numeric
            enabled: visible
            size: Type.small
            tone: Theme.secondary
            width: board.wide(board.digits ? 2 : 2.5)
            height: board.keyHeight
            onActivated: board.alphabetic = !board.alphabetic
        }
        Key {
            objectName: "key-digits"
            label: board.numeric ? qsTr("ABC") : qsTr("123")
            visible: board.digits
            enabled: visible
            size: Type.small
            tone: Theme.secondary
            width: board.wide(board.numeric ? 3 : 1.5)
            height: board.keyHeight
            onActivated: board.numeric = !board.numeric
        }
        Key {
            symbol: " "
            label: qsTr("spasi")
            size: Type.small
            width: board.wide(board.numeric ? 7 : 3.5)
            height: board.keyHeight
            enabled: !board.full
            onActivated: board.typed(symbol)
        }
        Repeater {
            model: board.numeric ? [] : board.digits ? [".", ",", "'"] : [".", ",", "'", "-"]

            Key {
                required property string modelData

                symbol: modelData
                width: board.keyWidth
                height: board.keyHeight
                enabled: !board.full
                onActivated: board.typed(symbol)
            }
        }
    }
}

import QtQuick

// One key. `symbol` is what it types; `name` is how it is called aloud. A page has up to forty of them at
// once: nothing is in here that a letter does not need.
Tap {
    id: key

    property string symbol: ""
    property string label: symbol
    property int size: Type.key

    objectName: "key-" + (symbol === " " ? "space" : symbol)
    name: label
    radius: Metrics.px(2.4)

    Text {
        x: Math.round((key.width - width) / 2)
        y: Math.round((parent.height - height) / 2)
        text: key.label
        textFormat: Text.PlainText
        color: key.shownTone.ink
        font.family: Type.family
        font.bold: true
        font.pixelSize: key.size
    }
}

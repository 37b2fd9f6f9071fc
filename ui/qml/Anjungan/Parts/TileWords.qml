import QtQuick

// Title, sentence and facts of a tile.
Column {
    id: words

    property string title: ""
    property string text: ""
    property string foot: ""
    property color ink: Theme.ink
    property color quietInk: Theme.quiet
    property bool large: false
    property int size: Type.body

    spacing: Metrics.px(1)

    Words {
        width: words.width
        text: words.title
        color: words.ink
        font.bold: true
        font.pixelSize: words.size
        lineHeight: 0.95
        Accessible.ignored: true
    }
    Words {
        visible: text !== ""
        width: words.width
        text: words.text
        color: words.quietInk
        font.pixelSize: words.large ? Type.middle : Type.small
    }
    Words {
        visible: text !== ""
        width: words.width
        text: words.foot
        color: Theme.teal
        font.bold: true
        font.pixelSize: Type.small
    }
}

import QtQuick

// What has been typed so far, large, right above the keys. It only shows: keys do the typing.
// Long prose shows its last lines, where the writing goes on; all of it is read again in the review.
Rectangle {
    id: box

    property string text: ""
    property string unit: ""
    property string label: ""
    property bool faulty: false
    property bool prose: false
    property int room: Metrics.px(Metrics.low ? 40 : 66)

    readonly property real lineSize: words.height / Math.max(1, words.lineCount)
    readonly property int shownLines: Math.max(1, Math.min(words.lineCount, Math.floor((room - 2 * Metrics.small) / lineSize)))

    implicitHeight: Math.max(Metrics.px(22), Math.ceil(shownLines * lineSize) + 2 * Metrics.small)
    radius: Metrics.radius
    color: Theme.card
    border.width: Metrics.ring
    border.color: faulty ? Theme.accentLine : Theme.teal
    Accessible.role: Accessible.EditableText
    Accessible.name: label
    Accessible.description: text
    Accessible.readOnly: true

    Item {
        x: Metrics.gap
        y: Math.round((box.height - height) / 2)
        width: box.width - 2 * Metrics.gap - (side.visible ? side.width + Metrics.small : 0)
        height: Math.ceil(box.shownLines * box.lineSize)
        clip: words.height > height

        Words {
            id: words

            y: parent.height - height
            width: parent.width
            text: box.text + "▏"
            font.pixelSize: box.prose ? Type.body : Type.entry
            font.bold: true
            Accessible.ignored: true
        }
    }
    Words {
        id: side

        visible: text !== ""
        anchors.verticalCenter: parent.verticalCenter
        x: box.width - width - Metrics.gap
        text: box.unit
        color: Theme.quiet
    }
}

import QtQuick

// What has been typed so far, large, right above the keys. It only shows: keys do the typing.
Rectangle {
    id: box

    property string text: ""
    property string unit: ""
    property string counter: ""
    property string label: ""
    property bool faulty: false
    property int lines: 1

    implicitHeight: Math.max(Metrics.px(22), words.height + 2 * Metrics.small)
    radius: Metrics.radius
    color: Theme.card
    border.width: Metrics.ring
    border.color: faulty ? Theme.accentLine : Theme.teal
    Accessible.role: Accessible.EditableText
    Accessible.name: label
    Accessible.description: text
    Accessible.readOnly: true

    Words {
        id: words

        x: Metrics.gap
        anchors.verticalCenter: parent.verticalCenter
        width: box.width - 2 * Metrics.gap - (side.visible ? side.width + Metrics.small : 0)
        text: box.text + "▏"
        font.pixelSize: Type.entry
        font.bold: true
        Accessible.ignored: true
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

pragma ComponentBehavior: Bound
import QtQuick

// Sixteen places in groups of 6, 6 and 4, as they stand on the KTP, filled from the left.
Item {
    id: field

    property string text: ""
    property bool faulty: false
    property string label: ""

    readonly property list<int> groups: [6, 6, 4]
    readonly property list<int> starts: [0, 6, 12]
    readonly property int inset: Metrics.px(2)
    readonly property int slot: Math.floor(Math.min(Metrics.px(13), (width - 2 * Metrics.small - 6 * inset) / 16))

    implicitHeight: Metrics.px(22)
    Accessible.role: Accessible.EditableText
    Accessible.name: label
    Accessible.description: text
    Accessible.readOnly: true

    Row {
        spacing: Metrics.small

        Repeater {
            model: 3

            Rectangle {
                id: group

                required property int index

                readonly property int start: field.starts[index]
                readonly property bool active: field.text.length >= start && field.text.length < start + field.groups[index]

                width: field.groups[index] * field.slot + 2 * field.inset
                height: field.height
                radius: Metrics.radius
                color: Theme.card
                border.width: active ? Metrics.ring : Metrics.line
                border.color: field.faulty ? Theme.accentLine : field.text.length > start || active ? Theme.teal : Theme.line

                Repeater {
                    model: field.groups[group.index]

                    Words {
                        required property int index

                        readonly property string digit: field.text[group.start + index] ?? ""

                        x: field.inset + index * field.slot
                        width: field.slot
                        anchors.verticalCenter: parent?.verticalCenter
                        horizontalAlignment: Text.AlignHCenter
                        text: digit === "" ? "·" : digit
                        color: digit === "" ? Theme.line : Theme.ink
                        font.bold: true
                        font.pixelSize: Type.entry
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}

pragma ComponentBehavior: Bound
import QtQuick

// Answers to choose from: full rows, or a grid of short ones (days, months, desa).
Grid {
    id: list

    required property QtObject answers
    property bool multiple: false
    property int size: Type.body
    property int rowHeight: 0

    readonly property int columnWidth: Math.floor((width - (columns - 1) * columnSpacing) / columns)

    signal chosen(key: string)

    columns: 1
    columnSpacing: Metrics.small
    rowSpacing: Metrics.small

    Repeater {
        model: list.answers

        ChoiceRow {
            required property string key
            required brief

            objectName: "option-" + key
            width: list.columnWidth
            height: Math.max(implicitHeight, list.rowHeight)
            multiple: list.multiple
            size: list.size
            onActivated: list.chosen(key)
        }
    }
}

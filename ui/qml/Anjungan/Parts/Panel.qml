import QtQuick

// A quiet sheet that holds things to read.
Rectangle {
    id: panel

    property int pad: Metrics.gap + Metrics.tiny
    readonly property int innerWidth: column.width

    default property alias content: column.data

    implicitHeight: column.height + 2 * pad
    radius: Metrics.radius
    color: Theme.card
    border.width: Metrics.hair
    border.color: Theme.faint

    Column {
        id: column

        x: panel.pad
        y: panel.pad
        width: panel.width - 2 * panel.pad
        spacing: Metrics.gap
    }
}

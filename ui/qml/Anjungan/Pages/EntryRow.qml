import QtQuick
import Anjungan.Parts

// One entry of a repeat group, with Ubah and Hapus.
Rectangle {
    id: row

    required property string key
    required property string title

    readonly property bool stacked: width < Metrics.px(200)

    signal edit
    signal remove

    implicitHeight: (stacked ? words.height + acts.height + Metrics.small : Math.max(words.height, acts.height)) + 2 * Metrics.gap
    radius: Metrics.radius
    color: Theme.card
    border.width: Metrics.hair
    border.color: Theme.faint

    Words {
        id: words

        x: Metrics.gap
        y: row.stacked ? Metrics.gap : Math.round((row.height - height) / 2)
        width: row.width - 2 * Metrics.gap - (row.stacked ? 0 : acts.width + Metrics.gap)
        text: row.title
        font.bold: true
    }
    Row {
        id: acts

        x: row.width - width - Metrics.gap
        y: row.height - height - Metrics.gap
        spacing: Metrics.small

        BigButton {
            objectName: "edit-" + row.key
            height: Metrics.px(19)
            padding: Metrics.small
            size: Type.small
            text: qsTr("Ubah")
            icon: "pencil-simple"
            Accessible.description: row.title
            onActivated: row.edit()
        }
        BigButton {
            objectName: "remove-" + row.key
            height: Metrics.px(19)
            padding: Metrics.small
            size: Type.small
            text: qsTr("Hapus")
            icon: "trash"
            Accessible.description: row.title
            onActivated: row.remove()
        }
    }
}

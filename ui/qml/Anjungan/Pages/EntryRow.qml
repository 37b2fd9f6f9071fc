import QtQuick
import Anjungan.Parts

// One entry of a repeat group, with Ubah and Hapus. Hapus is asked once more, as it cannot be undone; a second
// touch on the same spot says no.
Rectangle {
    id: row

    required property string key
    required property string title

    property bool asking: false
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
        text: row.asking ? qsTr("Hapus %1?").arg(row.title) : row.title
        font.bold: true
    }
    Row {
        id: acts

        x: row.width - width - Metrics.gap
        y: row.height - height - Metrics.gap
        spacing: Metrics.small

        BigButton {
            objectName: (row.asking ? "really-remove-" : "edit-") + row.key
            height: Metrics.px(19)
            padding: Metrics.small
            size: Type.small
            tone: row.asking ? Theme.action : Theme.secondary
            text: row.asking ? qsTr("Ya, hapus") : qsTr("Ubah")
            icon: row.asking ? "trash" : "pencil-simple"
            Accessible.description: row.title
            onActivated: if (row.asking)
                row.remove();
            else
                row.edit()
        }
        BigButton {
            objectName: (row.asking ? "keep-" : "remove-") + row.key
            height: Metrics.px(19)
            padding: Metrics.small
            size: Type.small
            text: row.asking ? qsTr("Tidak") : qsTr("Hapus")
            icon: row.asking ? "arrow-u-up-left" : "trash"
            Accessible.description: row.title
            onActivated: row.asking = !row.asking
        }
    }
}

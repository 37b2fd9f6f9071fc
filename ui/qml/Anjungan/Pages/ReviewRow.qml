import QtQuick
import Anjungan.Parts

// One answer to be checked, with its section above the first one.
Item {
    id: row

    required property string key
    required property string section
    required property bool first
    required property string label
    required property string value
    required property string warning
    required property bool changeable

    signal change

    implicitHeight: Math.max(words.height, button.visible ? button.y + button.height : 0) + Metrics.gap

    Column {
        id: words

        width: row.width - (row.changeable ? button.width + Metrics.gap : 0)

        Words {
            visible: row.first && row.section !== ""
            width: row.width
            bottomPadding: Metrics.small
            text: row.section
            color: Theme.teal
            font.bold: true
        }
        Words {
            width: parent.width
            text: row.label
            color: Theme.quiet
            font.pixelSize: Type.small
        }
        Words {
            width: parent.width
            text: row.value
            font.bold: true
        }
        Words {
            visible: text !== ""
            width: parent.width
            text: row.warning
            color: Theme.accent
            font.bold: true
            font.pixelSize: Type.small
        }
    }
    BigButton {
        id: button

        objectName: "change-" + row.key
        visible: row.changeable
        enabled: visible
        x: row.width - width
        y: words.height - height - Math.max(0, Math.round((words.height - words.children[0].height * (words.children[0].visible ? 1 : 0) - height) / 2))
        height: Metrics.px(18)
        padding: Metrics.small
        size: Type.small
        text: qsTr("Ubah")
        icon: "pencil-simple"
        Accessible.description: row.label
        onActivated: row.change()
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: row.width
        height: Metrics.hair
        color: Theme.faint
    }
}

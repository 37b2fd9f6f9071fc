pragma ComponentBehavior: Bound
import QtQuick

// One document of the checklist: what it looks like, and whether it was brought.
Rectangle {
    id: row

    required property string key
    required property string title
    required property string note
    required property string picture
    required property string form
    required property bool mandatory
    required property string brought

    readonly property bool stacked: width > 0 && width < Metrics.px(170)
    readonly property int pad: Metrics.gap
    readonly property int answerWidth: stacked ? Math.round((width - 3 * pad) / 2) : Metrics.px(44)

    signal answered(yes: bool)

    implicitHeight: stacked ? Math.max(photo.height, words.height) + answers.height + 3 * pad : Math.max(words.height, answers.height, photo.height) + 2 * pad
    radius: Metrics.radius
    color: brought === "yes" ? Theme.tint : Theme.card
    border.width: brought === "yes" ? Metrics.line : Metrics.hair
    border.color: brought === "yes" ? Theme.teal : Theme.faint

    Picture {
        id: photo

        x: row.pad
        y: row.stacked ? row.pad : Math.round((row.height - height) / 2)
        width: Metrics.px(row.stacked ? 26 : 34)
        height: Metrics.px(row.stacked ? 20 : 26)
        name: row.picture
    }
    Column {
        id: words

        x: photo.width + 2 * row.pad
        y: row.stacked ? row.pad : Math.round((row.height - height) / 2)
        width: row.width - x - row.pad - (row.stacked ? 0 : answers.width + row.pad)

        Words {
            width: parent.width
            text: row.title
            font.bold: true
            lineHeight: 0.95
        }
        Words {
            width: parent.width
            text: row.mandatory ? row.form : qsTr("%1 · bila ada").arg(row.form)
            color: Theme.teal
            font.bold: true
            font.pixelSize: Type.small
        }
        Words {
            visible: text !== ""
            width: parent.width
            text: row.note
            color: Theme.quiet
            font.pixelSize: Type.small
        }
    }
    Grid {
        id: answers

        x: row.stacked ? row.pad : row.width - width - row.pad
        y: row.stacked ? Math.max(photo.height, words.height) + 2 * row.pad : Math.round((row.height - height) / 2)
        columns: row.stacked ? 2 : 1
        spacing: row.stacked ? row.pad : Metrics.small

        BringAnswer {
            objectName: "bring-" + row.key
            width: row.answerWidth
            text: qsTr("Sudah")
            about: row.title
            mark: "check-circle"
            chosen: row.brought === "yes"
            chosenTone: Theme.primary
            onActivated: row.answered(true)
        }
        BringAnswer {
            objectName: "later-" + row.key
            width: row.answerWidth
            text: qsTr("Belum")
            about: row.title
            mark: "clock"
            chosen: row.brought === "no"
            chosenTone: Theme.action
            onActivated: row.answered(false)
        }
    }
}

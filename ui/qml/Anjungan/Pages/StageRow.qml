import QtQuick
import Anjungan.Parts

// One stage of the work: done, reached, going on now, or later; said by mark, weight and colour.
Item {
    id: stage

    required property string key
    required property string title
    required property string mark

    readonly property bool now: mark === "now"
    readonly property bool here: mark === "here"
    readonly property bool past: here || mark === "done"

    implicitHeight: Math.max(Metrics.px(13), words.height)
    Accessible.role: Accessible.ListItem
    Accessible.name: past ? qsTr("%1, sudah").arg(title) : now ? qsTr("%1, sekarang").arg(title) : qsTr("%1, nanti").arg(title)

    Icon {
        id: symbol

        anchors.verticalCenter: parent.verticalCenter
        weight: stage.past ? "fill" : stage.now ? "duotone" : "regular"
        name: stage.past ? "check-circle" : stage.now ? "hourglass-medium" : "circle"
        color: stage.now ? Theme.accent : stage.past ? Theme.teal : Theme.line
    }
    Words {
        id: words

        x: symbol.width + Metrics.gap
        anchors.verticalCenter: parent.verticalCenter
        width: stage.width - x
        text: stage.title
        color: stage.now ? Theme.accent : stage.here ? Theme.teal : stage.past ? Theme.ink : Theme.quiet
        font.bold: stage.now || stage.here
        Accessible.ignored: true
    }
}

pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Parts

PageFrame {
    id: page

    objectName: "page-entries"
    title: page.kiosk.entries.title
    lead: page.kiosk.entries.sentence
    picture: "keluarga"

    Repeater {
        model: page.kiosk.entries.rows

        EntryRow {
            width: page.bodyWidth
            onEdit: page.kiosk.entries.edit(key)
            onRemove: page.kiosk.entries.remove(key)
        }
    }
    BigButton {
        objectName: "add"
        visible: page.kiosk.entries.addLabel !== ""
        enabled: visible
        width: page.bodyWidth
        text: page.kiosk.entries.addLabel
        icon: "plus-circle"
        onActivated: page.kiosk.entries.add()
    }
    aside: Notice {
        objectName: "error"
        width: parent?.width ?? 0
        text: page.kiosk.entries.error
        icon: "warning-circle"
    }
}

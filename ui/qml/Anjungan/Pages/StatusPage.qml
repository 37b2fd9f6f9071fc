pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Parts

PageFrame {
    id: page

    objectName: "page-status"
    title: page.kiosk.status.title
    lead: page.kiosk.status.sentence
    section: page.kiosk.status.serviceTitle + "\n" + page.kiosk.status.code
    picture: "periksa"

    Notice {
        width: page.bodyWidth
        text: page.kiosk.status.note
        icon: "chat-centered-text"
    }
    BulletList {
        width: page.bodyWidth
        title: qsTr("Masih perlu dibawa ke loket")
        icon: "file-plus"
        rows: page.kiosk.status.missing
    }
    Panel {
        id: sheet

        width: page.bodyWidth

        Repeater {
            model: page.kiosk.status.stages

            StageRow {
                width: sheet.innerWidth
            }
        }
    }
    Fact {
        width: page.bodyWidth
        icon: "calendar-check"
        title: page.kiosk.status.readySentence
        text: page.kiosk.status.recordSentence
    }
}

pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Parts

PageFrame {
    id: page

    objectName: "page-checklist"
    title: qsTr("Sudah membawa berkas ini?")
    lead: page.kiosk.service.broughtSentence
    picture: "berkas"

    Repeater {
        model: page.kiosk.service.requirements

        BringRow {
            width: page.bodyWidth
            onAnswered: yes => page.kiosk.service.bring(key, yes)
        }
    }
    aside: Notice {
        width: parent?.width ?? 0
        text: page.kiosk.service.missingSentence
        icon: "info"
    }
}

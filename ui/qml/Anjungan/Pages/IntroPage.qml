pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Parts

PageFrame {
    id: page

    objectName: "page-intro"
    title: page.kiosk.service.title
    lead: page.kiosk.service.summary
    picture: "loket"

    Panel {
        width: page.bodyWidth

        Fact {
            width: parent.width
            icon: "clock"
            title: page.kiosk.service.timeSentence
        }
        Fact {
            width: parent.width
            icon: "money"
            title: page.kiosk.service.feeSentence
            text: page.kiosk.service.feeNote
        }
        Fact {
            width: parent.width
            icon: "seal-check"
            title: page.kiosk.service.output
            text: page.kiosk.service.outputNote
        }
    }
    StepList {
        width: page.bodyWidth
        title: qsTr("Caranya")
        rows: page.kiosk.service.steps
    }
}

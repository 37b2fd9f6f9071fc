import QtQuick
import Anjungan.Parts

PageFrame {
    id: page

    objectName: "page-declaration"
    title: qsTr("Pernyataan")
    lead: qsTr("Bacalah, lalu sentuh tanda setuju.")
    picture: "pernyataan"

    Panel {
        width: page.bodyWidth

        Words {
            width: parent.width
            text: page.kiosk.declaration.text
        }
    }
    ChoiceRow {
        objectName: "agree"
        width: page.bodyWidth
        height: Math.max(implicitHeight, Metrics.px(30))
        title: qsTr("Ya, saya setuju")
        hint: ""
        icon: ""
        multiple: true
        chosen: page.kiosk.declaration.agreed
        onActivated: page.kiosk.declaration.agree(!page.kiosk.declaration.agreed)
    }
}

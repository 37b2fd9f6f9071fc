import QtQuick
import Anjungan.Parts

PageFrame {
    id: page

    objectName: "page-code"
    title: qsTr("Ketik kode permohonan")
    lead: qsTr("Kode tercetak besar di tanda terima.")
    picture: "tanda_terima"

    Notice {
        objectName: "error"
        width: page.bodyWidth
        text: page.kiosk.code.error
        icon: "warning-circle"
    }
    EntryBox {
        id: box

        width: page.bodyWidth
        label: page.title
        text: page.kiosk.code.shown
        unit: qsTr("%1 dari %2").arg(page.kiosk.code.length).arg(page.kiosk.code.total)
        prose: Metrics.tight
        faulty: page.kiosk.code.error !== ""
    }
    CodePad {
        width: page.bodyWidth
        room: page.bodyRoom - box.height - Metrics.gap
        full: page.kiosk.code.full
        onTyped: symbol => page.kiosk.code.type(symbol)
        onErased: page.kiosk.code.erase()
    }
}

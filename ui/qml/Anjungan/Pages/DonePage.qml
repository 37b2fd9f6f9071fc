pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Parts

PageFrame {
    id: page

    readonly property bool beside: twoColumns && !Metrics.low

    objectName: "page-done"
    title: qsTr("Permohonan sudah kami terima")
    lead: page.kiosk.done.readySentence
    picture: beside ? "" : "selesai"

    PaperPanel {
        parent: page.beside ? page.asideColumn : page.bodyColumn
        width: page.beside ? page.headWidth : page.bodyWidth
        drawn: !Metrics.tight
        phase: page.kiosk.paper.state
        title: page.kiosk.paper.title
        sentence: page.kiosk.paper.sentence
        ask: page.kiosk.paper.ask
        slipText: page.kiosk.done.code
        onCameOut: page.kiosk.paper.cameOut()
        onNotOut: page.kiosk.paper.notOut()
    }
    QueueCard {
        parent: slender ? page.asideColumn : page.bodyColumn
        width: slender ? page.headWidth : page.bodyWidth
        slender: page.twoColumns && Metrics.low
        number: page.kiosk.done.ticketNumber
        ahead: page.kiosk.done.aheadSentence
        wait: page.kiosk.done.waitSentence
    }
    CodeCard {
        width: page.bodyWidth
        code: page.kiosk.done.code
        qr: page.kiosk.done.qr
    }
    BulletList {
        width: page.bodyWidth
        title: qsTr("Masih perlu dibawa ke loket")
        icon: "file-plus"
        rows: page.kiosk.done.missing
    }
    BulletList {
        width: page.bodyWidth
        title: qsTr("Petugas akan membantu memeriksa")
        icon: "hand-waving"
        rows: page.kiosk.done.staffNotes
    }
    StepList {
        width: page.bodyWidth
        title: qsTr("Langkah berikutnya")
        rows: page.kiosk.done.steps
    }
}

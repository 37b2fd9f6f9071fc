pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Parts

PageFrame {
    id: page

    objectName: "page-review"
    title: qsTr("Periksa jawaban")
    lead: qsTr("Sentuh Ubah kalau ada yang keliru.")
    picture: "periksa"

    Panel {
        id: sheet

        width: page.bodyWidth

        Repeater {
            model: page.kiosk.review.rows

            ReviewRow {
                width: sheet.innerWidth
                onChange: page.kiosk.review.change(key)
            }
        }
    }
}

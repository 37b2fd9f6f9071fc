pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Parts

PageFrame {
    id: page

    objectName: "page-notice"
    title: qsTr("Data Bapak/Ibu kami jaga")
    lead: qsTr("Sebelum mengisi, ini yang perlu Bapak/Ibu ketahui.")
    picture: "aman"

    Panel {
        id: sheet

        width: page.bodyWidth

        Repeater {
            model: page.kiosk.notice.points

            Fact {
                required icon
                required title
                required text

                width: sheet.innerWidth
            }
        }
    }
}

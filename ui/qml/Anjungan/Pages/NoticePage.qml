pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Models
import Anjungan.Parts

PageFrame {
    id: page

    objectName: "page-notice"
    title: qsTr("Data Bapak/Ibu kami jaga")
    lead: qsTr("Sebelum mengisi, ini yang perlu Bapak/Ibu ketahui.")
    picture: "aman"

    Panel {
        width: page.bodyWidth

        Repeater {
            model: page.kiosk.notice.points

            Fact {
                required property var model

                width: parent?.width ?? 0
                icon: model.icon
                title: model.title
                text: model.text
            }
        }
    }
}

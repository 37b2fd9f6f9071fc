pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Parts

PageFrame {
    id: page

    objectName: "page-readout"
    title: qsTr("Apakah ini benar?")
    lead: qsTr("Ini terbaca dari NIK %1.").arg(page.kiosk.question.readoutNik)
    section: page.kiosk.question.section
    picture: "ktp_nik"

    Panel {
        width: page.bodyWidth

        Repeater {
            model: page.kiosk.question.readout

            Column {
                id: line

                required property string label
                required property string value

                width: parent?.width ?? 0

                Words {
                    width: parent.width
                    text: line.label
                    color: Theme.quiet
                    font.pixelSize: Type.small
                }
                Words {
                    width: parent.width
                    text: line.value
                    font.bold: true
                    font.pixelSize: Type.strong
                }
            }
        }
    }
    Notice {
        width: page.bodyWidth
        text: page.kiosk.question.readoutWarning
        icon: "info"
    }
    BigButton {
        objectName: "correct"
        width: page.bodyWidth
        text: qsTr("Ubah NIK")
        icon: "pencil-simple"
        onActivated: page.kiosk.question.correct()
    }
}

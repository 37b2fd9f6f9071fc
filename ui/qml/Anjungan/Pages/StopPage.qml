import QtQuick
import Anjungan.Parts

PageFrame {
    id: page

    objectName: "page-stop"
    title: page.kiosk.stop.title
    picture: "tanya"

    Panel {
        width: page.bodyWidth

        Words {
            width: parent.width
            text: page.kiosk.stop.body
        }
    }
}

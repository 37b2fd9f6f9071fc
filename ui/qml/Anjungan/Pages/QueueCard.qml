import QtQuick
import Anjungan.Parts

// The queue number, where the counter must see the originals. In a slender column the words stand below it.
Rectangle {
    id: card

    property string number: ""
    property string ahead: ""
    property string wait: ""
    property bool slender: false

    visible: number !== ""
    height: queue.y + queue.height + Metrics.small
    radius: Metrics.radius
    color: Theme.teal

    Words {
        id: figures

        objectName: "number"
        x: Metrics.gap
        y: card.slender ? Metrics.tiny : Math.round((card.height - height) / 2)
        text: card.number
        color: Theme.overTeal
        font.bold: true
        font.pixelSize: Type.sized(Metrics.low ? 14 : 18)
    }
    Column {
        id: queue

        x: card.slender ? Metrics.gap : figures.width + 3 * Metrics.gap
        y: card.slender ? figures.y + figures.height : Metrics.small
        width: card.width - x - Metrics.gap

        Words {
            width: parent.width
            text: qsTr("Nomor antrean")
            color: Theme.overTeal
            font.bold: true
            font.pixelSize: card.slender ? Type.middle : Type.body
        }
        Words {
            width: parent.width
            text: card.ahead
            color: Theme.overTealQuiet
            font.pixelSize: Type.small
        }
        Words {
            width: parent.width
            text: card.wait
            color: Theme.overTealQuiet
            font.pixelSize: Type.small
        }
    }
}

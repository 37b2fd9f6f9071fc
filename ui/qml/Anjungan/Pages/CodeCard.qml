import QtQuick
import Anjungan.Parts

// The public code with its QR, and the queue number where the counter must see the originals.
Panel {
    id: card

    property string code: ""
    property string qr: ""
    property string ticket: ""
    property string ahead: ""
    property string wait: ""

    Row {
        width: parent.width
        spacing: Metrics.gap

        Image {
            id: matrix

            width: Metrics.px(Metrics.low ? 30 : Metrics.tight ? 40 : 52)
            height: width
            sourceSize.width: width
            sourceSize.height: width
            smooth: false
            source: card.qr === "" ? "" : "image://qr/" + encodeURIComponent(card.qr)
            Accessible.ignored: true
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - matrix.width - parent.spacing
            spacing: Metrics.tiny

            Words {
                width: parent.width
                text: qsTr("Kode permohonan")
                color: Theme.quiet
                font.pixelSize: Type.small
            }
            Words {
                objectName: "code"
                width: parent.width
                text: card.code
                font.bold: true
                font.pixelSize: Metrics.tight ? Type.middle : Type.strong
            }
            Words {
                visible: !Metrics.low
                width: parent.width
                text: qsTr("Pakai kode ini untuk cek permohonan.")
                color: Theme.quiet
                font.pixelSize: Type.small
            }
        }
    }
    Rectangle {
        visible: card.ticket !== ""
        width: parent.width
        height: queue.height + 2 * Metrics.small
        radius: Metrics.radius
        color: Theme.teal

        Words {
            id: number

            objectName: "number"
            x: Metrics.gap
            anchors.verticalCenter: parent.verticalCenter
            text: card.ticket
            color: Theme.overTeal
            font.bold: true
            font.pixelSize: Type.sized(Metrics.low ? 14 : 18)
        }
        Column {
            id: queue

            x: number.width + 3 * Metrics.gap
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - x - Metrics.gap

            Words {
                width: parent.width
                text: qsTr("Nomor antrean")
                color: Theme.overTeal
                font.bold: true
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
}

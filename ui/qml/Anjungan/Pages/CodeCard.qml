import QtQuick
import Anjungan.Parts

// The public code with its QR.
Panel {
    id: card

    property string code: ""
    property string qr: ""

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
}

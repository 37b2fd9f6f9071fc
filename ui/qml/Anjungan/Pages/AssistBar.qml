import QtQuick
import Anjungan.Models
import Anjungan.Parts

// Who helps, on every page, and the two things that whoever helps can touch beside it.
Rectangle {
    id: bar

    required property Kiosk kiosk

    readonly property int pad: Metrics.low ? Metrics.tiny : Metrics.small
    readonly property bool stacked: words.implicitWidth + acts.width + mark.width + 2 * Metrics.margin + 2 * Metrics.gap > width

    objectName: "assist-bar"
    implicitHeight: (stacked ? words.height + pad : 0) + acts.height + 2 * pad
    color: Theme.call.fill
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text

    Icon {
        id: mark

        x: Metrics.margin
        y: words.y + Math.round((words.height - height) / 2)
        name: "handshake"
        color: Theme.call.ink
    }
    Words {
        id: words

        x: mark.x + mark.width + Metrics.gap
        y: bar.stacked ? bar.pad : Math.round((bar.height - height) / 2)
        width: bar.width - x - Metrics.margin - (bar.stacked ? 0 : acts.width + Metrics.gap)
        text: bar.kiosk.assist.bar
        color: Theme.call.ink
        font.bold: true
        font.pixelSize: Type.small
    }
    Row {
        id: acts

        x: bar.width - width - Metrics.margin
        y: bar.height - height - bar.pad
        spacing: Metrics.small

        BigButton {
            objectName: "assist-tools"
            enabled: bar.kiosk.assist.tools
            least: Metrics.floor
            padding: Metrics.gap
            size: Type.small
            tone: Theme.action
            text: qsTr("Alat petugas")
            onActivated: bar.kiosk.assist.openTools()
        }
        BigButton {
            objectName: "assist-stop"
            least: Metrics.floor
            padding: Metrics.gap
            size: Type.small
            tone: Theme.action
            text: qsTr("Selesai membantu")
            onActivated: bar.kiosk.assist.stop()
        }
    }
}

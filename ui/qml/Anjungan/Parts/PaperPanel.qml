import QtQuick

// How the slip or the receipt is doing, said and shown; asks where the machine itself does not know.
Column {
    id: panel

    property string phase: ""
    property string title: ""
    property string sentence: ""
    property bool ask: false
    property string slipText: ""
    property bool drawn: true

    readonly property bool out: phase === "ready" || phase === "ask"
    readonly property bool trouble: phase === "held" || phase === "failed"

    signal cameOut
    signal notOut

    spacing: Metrics.gap

    Rectangle {
        width: parent.width
        height: words.height + 2 * Metrics.gap
        radius: Metrics.radius
        color: Theme.accentTint
        border.width: Metrics.line
        border.color: Theme.accentLine

        Icon {
            id: mark

            x: Metrics.gap
            anchors.verticalCenter: parent.verticalCenter
            size: Metrics.px(18)
            name: panel.trouble ? "hand-waving" : panel.ask ? "question" : panel.out ? "arrow-fat-lines-down" : "printer"
            color: Theme.accent
        }
        Column {
            id: words

            x: mark.width + 2 * Metrics.gap
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - x - Metrics.gap

            Words {
                width: parent.width
                text: panel.title
                color: Theme.accent
                font.bold: true
                font.pixelSize: Type.strong
                Accessible.role: Accessible.AlertMessage
            }
            Words {
                visible: text !== ""
                width: parent.width
                text: panel.sentence
                font.pixelSize: Type.small
            }
        }
    }
    Row {
        visible: panel.ask
        width: parent.width
        spacing: Metrics.gap

        BigButton {
            objectName: "paper-yes"
            width: Math.round((parent.width - parent.spacing) / 2)
            tone: Theme.primary
            text: qsTr("Ya, keluar")
            icon: "check-circle"
            onActivated: panel.cameOut()
        }
        BigButton {
            objectName: "paper-no"
            width: Math.round((parent.width - parent.spacing) / 2)
            text: qsTr("Tidak keluar")
            icon: "x-circle"
            onActivated: panel.notOut()
        }
    }
    Picture {
        visible: panel.drawn && !Metrics.low && (panel.trouble || panel.ask)
        width: parent.width
        height: Metrics.px(Metrics.narrow ? 28 : Metrics.tight ? 44 : 62)
        name: panel.trouble ? "kertas_habis" : panel.ask ? "karcis_keluar" : ""
    }
    Slip {
        visible: panel.drawn && !panel.ask && !panel.trouble
        width: parent.width
        text: panel.slipText
        out: panel.out
    }
}

import QtQuick

// Always there, always in this order: Awal, and help.
Rectangle {
    id: bar

    property bool canHome: false
    property string helpState: ""
    readonly property int helpX: help.x

    signal home
    signal help

    implicitHeight: Metrics.bottomBar
    color: Theme.card

    Rectangle {
        width: parent.width
        height: Metrics.hair
        color: Theme.faint
    }
    Tap {
        objectName: "home"
        visible: bar.canHome
        enabled: visible
        x: Metrics.margin - Metrics.small
        y: Metrics.tiny
        width: Metrics.px(32)
        height: parent.height - 2 * Metrics.tiny
        name: qsTr("Awal")
        raised: false
        border: 0
        tone: Theme.plain
        onActivated: bar.home()

        Column {
            anchors.centerIn: parent

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                name: "house-line"
                size: Metrics.px(10)
            }
            Words {
                anchors.horizontalCenter: parent.horizontalCenter
                text: qsTr("Awal")
                color: Theme.teal
                font.bold: true
                font.pixelSize: Type.small
                Accessible.ignored: true
            }
        }
    }
    BigButton {
        id: help

        objectName: "help"
        anchors.verticalCenter: parent.verticalCenter
        x: bar.width - width - Metrics.margin
        height: bar.height - Metrics.wide
        padding: Metrics.gap
        tone: bar.helpState === "called" ? Theme.chosen : Theme.action
        text: bar.helpState === "calling" ? qsTr("Memanggil…") : bar.helpState === "called" ? Metrics.low ? qsTr("Dipanggil") : qsTr("Petugas dipanggil") : Metrics.low ? qsTr("Petugas") : qsTr("Panggil petugas")
        name: bar.helpState === "" ? qsTr("Panggil petugas") : text
        icon: bar.helpState === "called" ? "check-circle" : "hand-waving"
        onActivated: bar.help()
    }
}

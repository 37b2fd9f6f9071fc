import QtQuick

// Takes the last symbol away.
Tap {
    id: key

    readonly property string label: qsTr("Hapus")

    objectName: "erase"
    name: label
    radius: Metrics.px(2.4)
    tone: Theme.chosen

    Row {
        anchors.centerIn: parent
        spacing: Metrics.tiny

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "backspace"
            size: Math.min(Metrics.px(9), key.height - Metrics.small)
            color: key.shownTone.ink
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: key.label
            color: key.shownTone.ink
            font.bold: true
            font.pixelSize: Type.middle
            Accessible.ignored: true
        }
    }
}

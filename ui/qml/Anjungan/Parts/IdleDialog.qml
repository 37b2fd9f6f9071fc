import QtQuick

// "Masih di sana?": a large countdown in words and in a shrinking bar, one large button.
Curtain {
    id: dialog

    property int secondsLeft: 0
    property int total: 45

    signal stay
    signal leave

    title: qsTr("Masih di sana?")

    Column {
        width: parent.width
        spacing: Metrics.gap

        Row {
            spacing: Metrics.gap

            Words {
                id: figure

                text: dialog.secondsLeft
                color: Theme.accent
                font.bold: true
                font.pixelSize: Metrics.low ? Type.sized(18) : Type.number
                lineHeight: 0.9
                Accessible.name: qsTr("%1 detik lagi").arg(dialog.secondsLeft)
            }
            Words {
                anchors.baseline: figure.baseline
                text: qsTr("detik lagi")
                color: Theme.accent
                font.bold: true
            }
        }
        Rectangle {
            width: parent.width
            height: Metrics.px(5)
            radius: height / 2
            color: Theme.faint

            Rectangle {
                width: dialog.total > 0 ? Math.round(parent.width * dialog.secondsLeft / dialog.total) : 0
                height: parent.height
                radius: parent.radius
                color: Theme.accentLine
            }
        }
    }
    BigButton {
        objectName: "stay"
        width: parent.width
        height: Metrics.px(Metrics.low ? 27 : 34)
        tone: Theme.primary
        size: Type.strong
        text: qsTr("Saya masih di sini")
        icon: "hand-waving"
        onActivated: dialog.stay()
    }
    BigButton {
        objectName: "leave"
        width: parent.width
        text: qsTr("Sudah selesai, hapus isian")
        onActivated: dialog.leave()
    }
}

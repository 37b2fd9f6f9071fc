import QtQuick

// Kembali at the left; at the right where one is, in words, with a calm bar.
Item {
    id: bar

    property bool canBack: false
    property string progress: ""
    property string progressTitle: ""
    property int progressAt: 0
    property int progressOf: 0
    property string place: ""

    signal back

    implicitHeight: Metrics.topBar

    BigButton {
        objectName: "back"
        visible: bar.canBack
        enabled: visible
        anchors.verticalCenter: parent.verticalCenter
        x: Metrics.margin
        height: Metrics.floor + Metrics.lip
        padding: Metrics.gap
        text: qsTr("Kembali")
        icon: "arrow-left"
        size: Type.small
        onActivated: bar.back()
    }
    Words {
        visible: !bar.canBack
        anchors.verticalCenter: parent.verticalCenter
        x: Metrics.margin
        text: bar.place
        color: Theme.quiet
        font.pixelSize: Type.small
    }
    Column {
        visible: bar.progress !== ""
        anchors.verticalCenter: parent.verticalCenter
        x: bar.width - width - Metrics.margin
        width: Math.min(Metrics.px(150), bar.width - 2 * Metrics.margin - Metrics.px(62))
        spacing: Metrics.tiny

        Words {
            width: parent.width
            horizontalAlignment: Text.AlignRight
            text: bar.progressTitle === "" || Metrics.tight ? bar.progress : bar.progressTitle + "  ·  " + bar.progress
            color: Theme.teal
            font.bold: true
            font.pixelSize: Type.small
        }
        Rectangle {
            width: parent.width
            height: Metrics.px(2.4)
            radius: height / 2
            color: Theme.faint

            Rectangle {
                width: bar.progressOf > 0 ? Math.max(height, Math.round(parent.width * bar.progressAt / bar.progressOf)) : 0
                height: parent.height
                radius: parent.radius
                color: Theme.teal
            }
        }
    }
}

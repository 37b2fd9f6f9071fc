import QtQuick

// A button that names its act. Kinds are tones: Theme.primary, secondary, chosen, action, call.
Tap {
    id: button

    property string text: ""
    property string icon: ""
    property int size: Type.body
    property int padding: Metrics.wide
    property int iconSize: Metrics.icon
    property int least: Metrics.button

    readonly property int iconRoom: icon === "" ? 0 : iconSize + Metrics.small

    name: text
    tone: Theme.secondary
    implicitWidth: Math.ceil(measure.advanceWidth) + iconRoom + 2 * padding + Metrics.small
    implicitHeight: Math.max(least, label.implicitHeight + 2 * Metrics.small)

    TextMetrics {
        id: measure

        text: button.text
        font: label.font
    }
    Row {
        anchors.centerIn: parent
        spacing: Metrics.small

        Icon {
            visible: button.icon !== ""
            anchors.verticalCenter: parent.verticalCenter
            name: button.icon
            color: button.shownTone.ink
            size: button.iconSize
        }
        Words {
            id: label

            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Math.ceil(measure.advanceWidth) + 2, button.width - button.iconRoom - 2 * Metrics.small)
            horizontalAlignment: Text.AlignHCenter
            text: button.text
            color: button.shownTone.ink
            font.bold: true
            font.pixelSize: button.size
            Accessible.ignored: true
        }
    }
}

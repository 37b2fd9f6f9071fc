import QtQuick
import Anjungan.Parts

Item {
    id: row

    required property string text

    implicitHeight: Math.max(mark.height, words.height)

    Icon {
        id: mark

        name: "megaphone-simple"
        anchors.verticalCenter: parent.verticalCenter
    }
    Words {
        id: words

        x: mark.width + Metrics.gap
        anchors.verticalCenter: parent.verticalCenter
        width: row.width - x
        text: row.text
        font.pixelSize: Type.small
    }
}

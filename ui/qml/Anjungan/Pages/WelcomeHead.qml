import QtQuick
import Anjungan.Parts

// Name of the office at the left, time and date at the right; below one another where it is narrow.
Item {
    id: head

    property string name: ""
    property string regency: ""
    property string clock: ""
    property string date: ""

    readonly property bool stacked: width < office.implicitWidth + seal.width + when.implicitWidth + Metrics.px(12)

    implicitHeight: stacked ? office.height + when.height + Metrics.small : Math.max(seal.height, office.height)

    Rectangle {
        id: seal

        visible: head.name !== ""
        width: Metrics.px(20)
        height: width
        radius: width / 2
        color: Theme.card

        Icon {
            anchors.centerIn: parent
            name: "bank"
            size: Metrics.px(13)
        }
    }
    Column {
        id: office

        x: seal.width + Metrics.gap

        Words {
            text: head.name
            color: Theme.overTeal
            font.bold: true
        }
        Words {
            text: head.regency
            color: Theme.overTealQuiet
            font.pixelSize: Type.small
        }
    }
    Column {
        id: when

        x: head.stacked ? office.x : head.width - width
        y: head.stacked ? office.height + Metrics.small : 0

        Words {
            x: head.stacked ? 0 : parent.width - width
            text: head.clock
            color: Theme.overTeal
            font.bold: true
        }
        Words {
            x: head.stacked ? 0 : parent.width - width
            text: head.date
            color: Theme.overTealQuiet
            font.pixelSize: Type.small
        }
    }
}

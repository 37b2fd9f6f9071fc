import QtQuick
import Anjungan.Models

// The one shape of a page. Portrait: question and picture above, what the hand needs below.
// Landscape: question and picture at the left, what the hand needs at the right. The primary action
// stands below the content at the same place on every page (Main draws it in `actionRoom`).
FocusScope {
    id: frame

    required property Kiosk kiosk
    property string title: ""
    property string lead: ""
    property string section: ""
    property string picture: ""
    property bool broad: false
    property bool centred: twoColumns

    readonly property bool twoColumns: !Metrics.portrait && !broad
    property int actionRoom: kiosk.nextLabel === "" ? Metrics.gap : Metrics.actionRoom
    readonly property int inner: width - 2 * Metrics.margin
    readonly property int bodyWidth: twoColumns ? Metrics.handWidth : inner
    readonly property int headWidth: twoColumns ? inner - bodyWidth - Metrics.margin : inner
    readonly property int headBottom: head.y + head.height
    readonly property int bodyTop: twoColumns ? 0 : headBottom + Metrics.gap
    readonly property int bodyRoom: height - actionRoom - bodyTop

    default property alias content: body.content
    property alias aside: extra.data
    readonly property alias asideColumn: extra
    readonly property alias bodyColumn: body.column

    function toTop(): void {
        body.toTop();
    }

    Column {
        id: head

        x: Metrics.margin
        y: Metrics.tiny
        width: frame.headWidth
        spacing: Metrics.small

        Words {
            visible: text !== ""
            width: parent.width
            text: frame.section === frame.kiosk.progressTitle && !Metrics.tight ? "" : frame.section
            color: Theme.teal
            font.bold: true
            font.pixelSize: Type.small
        }
        Words {
            objectName: "title"
            width: parent.width
            text: frame.title
            font.bold: true
            font.pixelSize: Type.title
            lineHeight: 0.95
            Accessible.role: Accessible.Heading
        }
        Words {
            visible: text !== ""
            width: parent.width
            text: frame.lead
            color: Theme.quiet
            font.pixelSize: Metrics.low ? Type.middle : Type.body
        }
        Column {
            id: extra

            visible: children.length > 0
            width: parent.width
            spacing: Metrics.small
        }
    }
    Picture {
        readonly property int room: (frame.twoColumns ? frame.height - Metrics.gap : body.y) - frame.headBottom - 2 * Metrics.gap

        visible: room > Metrics.px(frame.broad && !Metrics.portrait ? 70 : 40)
        x: frame.twoColumns ? Metrics.margin : Math.round((frame.width - width) / 2)
        y: frame.headBottom + Metrics.gap + Math.round((room - height) / 2)
        width: Math.min(frame.headWidth, Metrics.px(220))
        height: Math.min(Math.max(room, 0), Metrics.px(140))
        name: visible ? frame.picture : ""
    }
    Scroll {
        id: body

        readonly property int used: Math.min(implicitHeight, frame.bodyRoom)

        x: frame.width - width - Metrics.margin
        y: frame.bodyTop + (frame.centred ? Math.round((frame.bodyRoom - used) / 2) : frame.bodyRoom - used)
        width: frame.bodyWidth
        height: used
    }
}

pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Models
import Anjungan.Parts

// Sambutan: who we are, whether the counters serve, and one thing to do. A touch anywhere starts.
FocusScope {
    id: page

    required property Kiosk kiosk

    readonly property bool portrait: Metrics.portrait
    readonly property int hallWidth: portrait ? width : Math.round(width * 0.54)
    readonly property int hallHeight: portrait ? Math.round(height - foot.height - 2 * Metrics.wide) : height

    objectName: "page-welcome"

    MouseArea {
        anchors.fill: parent
        onClicked: if (Strike.accepts(page))
            page.kiosk.start()
    }
    Kawung {
        width: page.hallWidth
        height: page.hallHeight
    }
    WelcomeHead {
        id: head

        x: Metrics.margin
        y: Metrics.margin
        width: page.hallWidth - 2 * Metrics.margin
        name: page.kiosk.office.name
        regency: page.kiosk.office.regency
        clock: page.portrait ? page.kiosk.office.clock : ""
        date: page.portrait ? page.kiosk.office.date : ""
    }
    Column {
        visible: !page.portrait
        x: foot.x
        y: Metrics.margin

        Words {
            text: page.kiosk.office.clock
            color: Theme.teal
            font.bold: true
            font.pixelSize: Type.sized(14)
            lineHeight: 0.95
        }
        Words {
            text: page.kiosk.office.date
            color: Theme.quiet
        }
    }
    Column {
        id: greeting

        x: Metrics.margin
        y: head.y + head.height + Metrics.px(Metrics.low ? 4 : 12)
        width: page.hallWidth - 2 * Metrics.margin
        spacing: Metrics.small

        Words {
            objectName: "title"
            width: parent.width
            text: qsTr("Selamat datang.\nMau mengurus apa?")
            color: Theme.overTeal
            font.bold: true
            font.pixelSize: Type.sized(Metrics.tight ? 10.5 : 14)
            lineHeight: 1.02
            Accessible.role: Accessible.Heading
        }
        Words {
            visible: !Metrics.low
            width: parent.width
            text: qsTr("Kami bantu langkah demi langkah.")
            color: Theme.overTealQuiet
        }
    }
    Picture {
        readonly property int room: page.hallHeight - greeting.y - greeting.height

        y: page.hallHeight - height
        width: page.hallWidth
        height: Math.min(Math.round(width * 0.62), room)
        crop: true
        name: "sambutan"
    }
    Column {
        id: foot

        x: page.portrait ? Metrics.margin : page.hallWidth + Metrics.margin
        y: page.portrait ? page.hallHeight + Metrics.wide : page.height - height - Metrics.wide
        width: page.portrait ? page.width - 2 * Metrics.margin : page.width - page.hallWidth - 2 * Metrics.margin
        spacing: Metrics.wide

        OpeningSign {
            width: parent.width
            opening: page.kiosk.office.opening
            sentence: page.kiosk.office.openingSentence
            waiting: page.kiosk.office.waitingSentence
        }
        Repeater {
            model: page.kiosk.office.announcements

            Announcement {
                width: foot.width
            }
        }
        BigButton {
            objectName: "start"
            width: parent.width
            height: Metrics.px(Metrics.low ? 34 : page.portrait ? 44 : 52)
            tone: Theme.call
            size: Metrics.low ? Type.body : Metrics.tight ? Type.strong : Type.title
            text: qsTr("Sentuh untuk mulai")
            icon: "hand-tap"
            iconSize: Metrics.px(Metrics.low ? 13 : 18)
            onActivated: page.kiosk.start()
        }
    }
}

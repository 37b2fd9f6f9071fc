pragma ComponentBehavior: Bound

import QtQuick
import Anjungan.Models
import Anjungan.Parts

// The number, as large as it will be called; then what to do now.
FocusScope {
    id: page

    required property Kiosk kiosk

    readonly property bool portrait: Metrics.portrait
    readonly property int hallWidth: portrait ? width : width - Metrics.handWidth - 2 * Metrics.margin

    objectName: "page-ticket"

    Kawung {
        width: page.hallWidth
        height: page.portrait ? Math.max(number.height + 2 * Metrics.margin, page.height - lower.height - Metrics.actionRoom - Metrics.margin) : page.height

        NumberSign {
            id: number

            anchors.centerIn: parent
            width: parent.width - 2 * Metrics.margin
            number: page.kiosk.ticket.number
            service: page.kiosk.ticket.serviceTitle
            priority: page.kiosk.ticket.priorityTitle
        }
    }
    Column {
        id: lower

        x: page.width - width - Metrics.margin
        y: page.height - height - Metrics.actionRoom
        width: Metrics.handWidth
        spacing: Metrics.gap

        Panel {
            width: parent.width

            Row {
                width: parent.width
                spacing: phone.active ? Metrics.gap : 0

                Column {
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - phone.width - parent.spacing
                    spacing: Metrics.tiny

                    Fact {
                        width: parent.width
                        icon: "users-three"
                        title: page.kiosk.ticket.aheadSentence
                        text: page.kiosk.ticket.waitSentence
                    }
                    Words {
                        visible: phone.active
                        width: parent.width
                        text: page.kiosk.ticket.followSentence
                        color: Theme.quiet
                        font.pixelSize: Type.small
                    }
                }
                Loader {
                    id: phone

                    active: page.kiosk.ticket.follow !== ""
                    sourceComponent: PhoneCode {
                        address: page.kiosk.ticket.follow
                    }
                }
            }
        }
        PaperPanel {
            width: parent.width
            phase: page.kiosk.paper.state
            title: page.kiosk.paper.title
            sentence: page.kiosk.paper.sentence
            ask: page.kiosk.paper.ask
            slipText: page.kiosk.ticket.number
            onCameOut: page.kiosk.paper.cameOut()
            onNotOut: page.kiosk.paper.notOut()
        }
    }
}

pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Models
import Anjungan.Parts

// Over the citizen's page, which stays as it is: who helps, the PIN, and the helper's tools.
Rectangle {
    id: sheet

    required property Kiosk kiosk

    readonly property string which: kiosk.assist.page

    objectName: "overlay-assist"
    color: Theme.paper

    MouseArea {
        anchors.fill: parent
    }
    PageFrame {
        id: frame

        y: Metrics.wide
        width: parent.width
        height: foot.y - y
        actionRoom: Metrics.gap
        kiosk: sheet.kiosk
        title: sheet.kiosk.assist.title
        lead: sheet.kiosk.assist.lead
        picture: "loket"

        Notice {
            id: note

            objectName: "assist-note"
            width: frame.bodyWidth
            text: sheet.kiosk.assist.note
        }
        Loader {
            width: frame.bodyWidth
            sourceComponent: sheet.which === "choices" ? choices : sheet.which === "pin" ? pin : sheet.which === "typing" ? typing : null
        }
    }
    Row {
        id: foot

        x: sheet.width - width - Metrics.margin
        y: sheet.height - height - Metrics.wide
        width: Metrics.handWidth
        spacing: Metrics.gap

        BigButton {
            objectName: "assist-leave"
            width: sheet.kiosk.assist.enterLabel === "" ? parent.width : Math.round(0.4 * (parent.width - Metrics.gap))
            text: sheet.kiosk.assist.leaveLabel
            onActivated: sheet.kiosk.assist.leave()
        }
        BigButton {
            objectName: "assist-enter"
            visible: sheet.kiosk.assist.enterLabel !== ""
            enabled: visible && sheet.kiosk.assist.ready
            width: Math.round(0.6 * (parent.width - Metrics.gap))
            tone: Theme.primary
            text: sheet.kiosk.assist.enterLabel
            onActivated: sheet.kiosk.assist.enter()
        }
    }
    Component {
        id: choices

        Grid {
            id: grid

            columns: sheet.kiosk.assist.choices.count > (Metrics.low ? 5 : 7) && !Metrics.narrow ? 2 : 1
            spacing: Metrics.gap

            Repeater {
                model: sheet.kiosk.assist.choices

                Tile {
                    required property string key

                    objectName: "assist-" + key
                    width: Math.floor((grid.width - (grid.columns - 1) * grid.spacing) / grid.columns)
                    height: grid.columns > 1 ? Math.max(implicitHeight, Metrics.px(28)) : implicitHeight
                    size: Metrics.tight || grid.columns > 1 ? Type.middle : Type.body
                    onActivated: sheet.kiosk.assist.choose(key)
                }
            }
        }
    }
    Component {
        id: pin

        Column {
            id: entry

            spacing: Metrics.gap

            EntryBox {
                id: dots

                width: entry.width
                label: frame.lead
                text: sheet.kiosk.assist.text
                unit: sheet.kiosk.assist.unit
                prose: true
            }
            DigitPad {
                width: entry.width
                room: frame.bodyRoom - dots.height - Metrics.gap - (note.visible ? note.height + Metrics.gap : 0)
                onTyped: symbol => sheet.kiosk.assist.type(symbol)
                onErased: sheet.kiosk.assist.erase()
            }
        }
    }
    Component {
        id: typing

        Column {
            id: writing

            spacing: Metrics.gap

            EntryBox {
                id: box

                width: writing.width
                label: frame.title
                text: sheet.kiosk.assist.text
                prose: Metrics.tight
            }
            Keyboard {
                width: writing.width
                digits: true
                subject: frame.title
                room: frame.bodyRoom - box.height - Metrics.gap - (note.visible ? note.height + Metrics.gap : 0)
                onTyped: symbol => sheet.kiosk.assist.type(symbol)
                onErased: sheet.kiosk.assist.erase()
            }
        }
    }
}

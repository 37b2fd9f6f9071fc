pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Models
import Anjungan.Parts

// What may take the place of a page for a while: at most one, and the kiosk decides which.
Item {
    id: overlays

    required property Kiosk kiosk

    readonly property string which: kiosk.overlay

    Busy {
        anchors.fill: parent
        visible: overlays.which === "sending"
        text: qsTr("Sedang diproses…")
    }
    Loader {
        anchors.fill: parent
        sourceComponent: overlays.which === "idle" ? idle : overlays.which === "away" ? away : overlays.which === "problem" ? problem : overlays.which === "leaving" ? leaving : null
    }
    AssistLoader {
        anchors.fill: parent
        kiosk: overlays.kiosk
        file: overlays.which === "assist" ? "AssistPage.qml" : ""
    }
    Component {
        id: idle

        IdleDialog {
            objectName: "overlay-idle"
            picture: "masih_di_sana"
            sentence: overlays.kiosk.idle.sentence
            secondsLeft: overlays.kiosk.idle.secondsLeft
            total: overlays.kiosk.idle.total
            onStay: overlays.kiosk.idle.stay()
            onLeave: overlays.kiosk.leave()
        }
    }
    Component {
        id: away

        Curtain {
            objectName: "overlay-away"
            picture: "putus"
            title: qsTr("Sebentar, ya")
            sentence: overlays.kiosk.awaySentence
        }
    }
    Component {
        id: leaving

        Curtain {
            objectName: "overlay-leaving"
            picture: "menulis"
            title: qsTr("Berhenti mengisi?")
            sentence: qsTr("Semua isian Bapak/Ibu akan dihapus.")

            BigButton {
                objectName: "go-on"
                width: parent.width
                tone: Theme.primary
                size: Type.strong
                text: qsTr("Lanjut mengisi")
                icon: "pencil-simple"
                onActivated: overlays.kiosk.stayHere()
            }
            BigButton {
                objectName: "give-up"
                width: parent.width
                text: qsTr("Berhenti, hapus isian")
                icon: "trash"
                onActivated: overlays.kiosk.home()
            }
        }
    }
    Component {
        id: problem

        Curtain {
            objectName: "overlay-problem"
            picture: "tanya"
            title: overlays.kiosk.problem.title
            sentence: overlays.kiosk.problem.sentence

            BigButton {
                objectName: "retry"
                visible: overlays.kiosk.problem.retryLabel !== ""
                enabled: visible
                width: parent.width
                tone: Theme.primary
                size: Type.strong
                text: overlays.kiosk.problem.retryLabel
                onActivated: overlays.kiosk.problem.retry()
            }
            BigButton {
                objectName: "dismiss"
                width: parent.width
                text: overlays.kiosk.problem.dismissLabel
                onActivated: overlays.kiosk.problem.dismiss()
            }
        }
    }
}

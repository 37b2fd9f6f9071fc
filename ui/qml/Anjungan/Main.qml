pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Models
import Anjungan.Pages
import Anjungan.Parts

// The window: bars that never move, one page between them, and what may lie above it.
Window {
    id: root

    required property Kiosk kiosk
    required property real widthMm
    required property int startWidth
    required property int startHeight
    property int doubleStrikeMs: 200

    readonly property bool atWelcome: kiosk.page === "welcome"
    readonly property bool calm: kiosk.overlay === "" || kiosk.overlay === "sending"
    readonly property bool helpStays: ["idle", "problem", "leaving"].includes(kiosk.overlay)

    // Nothing has the focus yet: an arrow goes to the first thing that can be pressed.
    function enter(): void {
        const first = (calm ? stage : overlays).nextItemInFocusChain(true);
        if (first)
            first.forceActiveFocus(Qt.TabFocusReason);
    }

    width: startWidth
    height: startHeight
    visible: false
    color: Theme.paper
    title: qsTr("Anjungan")

    Binding {
        target: Metrics
        property: "pxPerMm"
        value: root.width / root.widthMm
    }
    Binding {
        target: Metrics
        property: "screenWidth"
        value: root.width
    }
    Binding {
        target: Metrics
        property: "screenHeight"
        value: root.height
    }
    Binding {
        target: Strike
        property: "guardMs"
        value: root.doubleStrikeMs
    }
    Connections {
        target: Strike

        function onFelt(): void {
            root.kiosk.touched();
        }
    }
    Connections {
        target: root.kiosk

        function onWiped(): void {
            stage.forceActiveFocus();
        }
        function onPageSerialChanged(): void {
            Strike.pageChanged();
            stage.show();
        }
    }

    FocusScope {
        anchors.fill: parent
        focus: true
        Keys.onPressed: event => {
            root.kiosk.touched();
            event.accepted = [Qt.Key_Up, Qt.Key_Down, Qt.Key_Left, Qt.Key_Right].includes(event.key);
            if (event.accepted)
                root.enter();
            else if (event.key === Qt.Key_Backspace)
                root.kiosk.eraseByKey();
            else
                root.kiosk.typeByKey(event.text);
        }

        FocusScope {
            anchors.fill: parent
            focus: true
            enabled: root.calm

            Column {
                id: roof

                width: parent.width

                AssistLoader {
                    width: parent.width
                    kiosk: root.kiosk
                    file: root.kiosk.assist.bar === "" ? "" : "AssistBar.qml"
                }
                TopBar {
                    visible: !root.atWelcome
                    width: parent.width
                    canBack: root.kiosk.canBack
                    place: root.kiosk.office.name
                    progress: root.kiosk.progress
                    progressTitle: root.kiosk.progressTitle
                    progressAt: root.kiosk.progressAt
                    progressOf: root.kiosk.progressOf
                    onBack: root.kiosk.back()
                }
                Banner {
                    width: parent.width
                    text: root.kiosk.helpSentence !== "" ? root.kiosk.helpSentence : root.kiosk.printerNotice
                    icon: root.kiosk.helpSentence !== "" ? "hand-waving" : "printer"
                    good: root.kiosk.helpState === "called"
                    act: ["called", "failed"].includes(root.kiosk.helpState) && root.kiosk.assist.offered ? qsTr("Saya petugas") : ""
                    onActed: root.kiosk.assist.begin()
                }
            }
            Stage {
                id: stage

                y: roof.height
                width: parent.width
                height: parent.height - y - foot.height
                focus: true
                kiosk: root.kiosk
            }
            BigButton {
                objectName: "next"
                visible: root.kiosk.nextLabel !== "" && root.calm
                enabled: visible && root.kiosk.nextEnabled
                x: root.width - Metrics.handWidth - Metrics.margin
                y: Metrics.low ? foot.y + Math.round((foot.height - height) / 2) : foot.y - height - Metrics.gap
                width: Metrics.low ? foot.helpX - x - Metrics.wide : Metrics.handWidth
                height: Metrics.low ? foot.height - Metrics.wide : Metrics.button
                tone: Theme.primary
                size: Type.strong
                text: root.kiosk.nextLabel
                onActivated: root.kiosk.next()
            }
        }
        BottomBar {
            id: foot

            z: -1
            y: parent.height - height
            width: parent.width
            canHome: root.kiosk.canHome && root.calm
            helpState: root.kiosk.helpState
            onHome: root.kiosk.home()
            onHelp: root.kiosk.callHelp()
        }
        Overlays {
            id: overlays

            width: parent.width
            height: parent.height - (root.helpStays ? foot.height : 0)
            kiosk: root.kiosk
        }
    }
    Rectangle {
        anchors.fill: parent
        visible: root.kiosk.assist.bar !== ""
        color: "transparent"
        border.width: Metrics.px(2)
        border.color: Theme.call.fill
    }
    FocusRing {
        target: root.activeFocusItem instanceof Tap ? root.activeFocusItem : null
    }
    PointHandler {
        acceptedButtons: Qt.AllButtons
        onActiveChanged: if (active)
            root.kiosk.touched()
    }
}

import QtQuick
import Anjungan.Models
import Anjungan.Parts

// Holds the one page there is, and makes the next one when the name changes. Once Sambutan stands, the other
// pages are compiled beside the GUI thread, in the order in which they are met: a first visit is then as quick
// as the second.
FocusScope {
    id: stage

    required property Kiosk kiosk

    readonly property string page: kiosk.page
    readonly property list<string> ahead: ["home", "categories", "services", "priority", "intro", "ticket", "checklist", "notice", "forwhom", "question", "readout", "review", "declaration", "done", "code", "status", "entries", "stop", "assist"]
    property list<Component> compiled: []

    function file(name: string): string {
        return name[0].toUpperCase() + name.slice(1) + "Page.qml";
    }

    function show(): void {
        const frame = loader.item as PageFrame;
        if (frame)
            frame.toTop();
    }

    function load(): void {
        if (page === "")
            loader.source = "";
        else
            loader.setSource(file(page), {
                kiosk: stage.kiosk
            });
    }

    onPageChanged: load()
    Component.onCompleted: load()

    Timer {
        interval: stage.compiled.length === 0 ? 1200 : 40
        repeat: true
        running: stage.compiled.length < stage.ahead.length
        onTriggered: stage.compiled.push(Qt.createComponent(stage.file(stage.ahead[stage.compiled.length]), Component.Asynchronous, stage))
    }
    Loader {
        id: loader

        anchors.fill: parent
        focus: true
    }
}

import QtQuick
import Anjungan.Models
import Anjungan.Parts

// Holds the one page there is, and makes the next one when the name changes.
FocusScope {
    id: stage

    required property Kiosk kiosk

    readonly property string page: kiosk.page

    function show(): void {
        const frame = loader.item as PageFrame;
        if (frame)
            frame.toTop();
    }

    function load(): void {
        if (page === "")
            loader.source = "";
        else
            loader.setSource(page[0].toUpperCase() + page.slice(1) + "Page.qml", {
                kiosk: stage.kiosk
            });
    }

    onPageChanged: load()
    Component.onCompleted: load()

    Loader {
        id: loader

        anchors.fill: parent
        focus: true
    }
}

import QtQuick
import Anjungan.Models

// A part of assisted mode, loaded only while somebody helps; `file` names it, or nothing.
Loader {
    id: loader

    required property Kiosk kiosk
    property string file: ""

    visible: file !== ""
    onFileChanged: {
        if (file === "")
            source = "";
        else
            setSource(file, {
                kiosk: loader.kiosk
            });
    }
}

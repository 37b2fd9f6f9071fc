import QtQuick

Key {
    objectName: "erase"
    label: qsTr("Hapus")
    icon: "backspace"
    size: Type.middle
    tone: Theme.chosen
    border: Metrics.line
}

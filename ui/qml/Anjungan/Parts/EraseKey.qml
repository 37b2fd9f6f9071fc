import QtQuick

Key {
    objectName: "erase"
    label: qsTr("Hapus")
    icon: "backspace"
    size: Type.small
    tone: Theme.chosen
    border: Metrics.line
}

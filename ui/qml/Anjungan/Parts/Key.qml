import QtQuick

// One key. `symbol` is what it types; `name` is how it is called aloud.
Tap {
    id: key

    property string symbol: ""
    property string label: symbol
    property string icon: ""
    property int size: Type.key

    objectName: "key-" + (symbol === " " ? "space" : symbol)
    name: label
    radius: Metrics.px(2.4)

    Row {
        anchors.centerIn: parent
        spacing: Metrics.tiny

        Icon {
            visible: key.icon !== ""
            anchors.verticalCenter: parent.verticalCenter
            name: key.icon
            size: Math.min(Metrics.px(9), key.height - Metrics.small)
            color: key.shownTone.ink
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: key.label
            color: key.shownTone.ink
            font.bold: true
            font.pixelSize: key.size
            Accessible.ignored: true
        }
    }
}

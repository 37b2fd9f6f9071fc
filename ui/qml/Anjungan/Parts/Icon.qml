import QtQuick

// A Phosphor icon in any colour; always beside a word, so no one needs to hear its name.
Image {
    property string name: ""
    property color color: Theme.teal
    property string weight: "duotone"
    property int size: Metrics.icon

    width: size
    height: size
    sourceSize.width: size
    sourceSize.height: size
    source: name === "" ? "" : "image://icon/" + weight + "/" + name + "/" + String(color).substring(1)
    Accessible.ignored: true
}

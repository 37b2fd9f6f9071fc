import QtQuick

// One of our drawings, drawn at the size it is shown; it fits into its place and keeps its shape.
Image {
    property string name: ""

    sourceSize.width: Math.max(1, width)
    sourceSize.height: Math.max(1, height)
    fillMode: Image.PreserveAspectFit
    source: name === "" || width < 2 || height < 2 ? "" : "image://picture/" + name
    Accessible.ignored: true
}

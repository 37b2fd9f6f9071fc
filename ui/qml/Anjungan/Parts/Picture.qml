import QtQuick

// One of our drawings, drawn at the size it is shown: it fits into its place, or fills it with `crop`.
// It waits for its final size, so that it is drawn once.
Image {
    property string name: ""
    property bool crop: false
    property bool settled: false

    sourceSize.width: crop ? 0 : Math.max(1, width)
    sourceSize.height: Math.max(1, height)
    fillMode: crop ? Image.PreserveAspectCrop : Image.PreserveAspectFit
    source: !settled || name === "" || width < 2 || height < 2 ? "" : "image://picture/" + name
    Component.onCompleted: settled = true
    Accessible.ignored: true
}

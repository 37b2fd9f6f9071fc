import QtQuick

// The only ornament: a quiet batik kawung on a ground of teal.
Image {
    property color ground: Theme.teal
    property color ornament: Theme.tealSoft

    sourceSize.width: Metrics.px(17)
    sourceSize.height: Metrics.px(17)
    fillMode: Image.Tile
    horizontalAlignment: Image.AlignLeft
    verticalAlignment: Image.AlignTop
    source: "image://pattern/kawung/" + String(ground).substring(1) + "/" + String(ornament).substring(1)
    Accessible.ignored: true
}

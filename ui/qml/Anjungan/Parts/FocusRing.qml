import QtQuick

// Moves into whatever has the focus and surrounds it; one for the whole window.
Rectangle {
    property Item target: null

    parent: target
    visible: target !== null
    anchors.fill: parent
    anchors.margins: -Metrics.ring - Metrics.tiny
    z: 1
    radius: Metrics.radius + Metrics.ring + Metrics.tiny
    color: "transparent"
    border.width: Metrics.ring
    border.color: Theme.focus
}

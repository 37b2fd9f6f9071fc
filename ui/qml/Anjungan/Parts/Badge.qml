import QtQuick

// An icon on a tinted square.
Rectangle {
    id: badge

    property string icon: ""
    property color ink: Theme.teal

    implicitWidth: Metrics.badge
    implicitHeight: width
    radius: Metrics.radius
    color: Theme.tint

    Icon {
        anchors.centerIn: parent
        name: badge.icon
        color: badge.ink
        size: Math.round(badge.width * 0.66)
    }
}

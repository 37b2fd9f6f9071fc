pragma ComponentBehavior: Bound
import QtQuick

// The machine's own mouth, and the paper sliding out of it; `out` moves the paper, once and shortly.
Item {
    id: slip

    property string text: ""
    property string caption: ""
    property bool out: false

    readonly property int mouth: Math.round(width * 0.62)

    readonly property bool settled: out && paper.y === 0

    objectName: "slip"
    implicitHeight: Metrics.px(Metrics.low ? 44 : Metrics.narrow ? 48 : 62)
    Accessible.ignored: true

    Rectangle {
        width: parent.width
        height: Metrics.px(20)
        radius: Metrics.radius * 1.5
        color: Theme.metal
        border.width: Metrics.line
        border.color: Theme.line

        Rectangle {
            anchors.centerIn: parent
            width: slip.mouth + Metrics.px(8)
            height: Metrics.px(8)
            radius: height / 2
            color: Theme.ink
        }
        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            x: parent.width - width - Metrics.px(6)
            width: Metrics.px(4)
            height: width
            radius: width / 2
            color: Theme.lamp
        }
    }
    Item {
        x: Math.round((parent.width - width) / 2)
        y: Metrics.px(10)
        width: slip.mouth
        height: slip.height - y
        clip: true

        Image {
            id: paper

            y: slip.out ? 0 : Math.round(Metrics.px(7) - height)
            width: parent.width
            height: parent.height
            sourceSize.width: width
            source: width > 0 ? "image://picture/kertas" : ""
            fillMode: Image.Stretch

            Behavior on y {
                NumberAnimation {
                    duration: 200
                    easing.type: Easing.OutCubic
                }
            }

            Column {
                anchors.centerIn: parent
                anchors.verticalCenterOffset: Metrics.px(2)
                spacing: Metrics.tiny

                Words {
                    width: slip.mouth - 2 * Metrics.small
                    horizontalAlignment: Text.AlignHCenter
                    text: slip.text
                    font.bold: true
                    font.pixelSize: slip.text.length > 6 ? Type.small : Type.title
                    Accessible.ignored: true
                }
                Repeater {
                    model: 3

                    Rectangle {
                        required property int index

                        anchors.horizontalCenter: parent?.horizontalCenter
                        width: Math.round(slip.mouth * (index === 2 ? 0.34 : 0.62))
                        height: Metrics.px(1.6)
                        radius: height / 2
                        color: Theme.faint
                    }
                }
            }
        }
    }
}

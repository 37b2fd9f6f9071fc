pragma Singleton
import QtQuick

// Letters measured by their capitals, in millimetres, and handed out as pixel sizes of the typeface.
QtObject {
    id: type

    property real bodyCap: 7.3

    readonly property string family: "Atkinson Hyperlegible"
    readonly property real smallCap: Math.max(4.8, bodyCap * 0.72)
    readonly property real titleCap: Math.min(14, bodyCap * 1.4)

    readonly property int small: sized(smallCap)
    readonly property int middle: sized(Math.max(4.8, bodyCap * 0.85))
    readonly property int body: sized(bodyCap)
    readonly property int strong: sized(Math.min(14, bodyCap * 1.15))
    readonly property int title: sized(titleCap)
    readonly property int entry: sized(Math.max(8.75, bodyCap))
    readonly property int key: sized(Math.max(7.3, bodyCap))
    readonly property int number: sized(Metrics.low ? 30 : Metrics.narrow ? 32 : 42)

    // Height of a capital as a part of the pixel size (0.668 for Atkinson Hyperlegible).
    readonly property real capRatio: capital.tightBoundingRect.height / capital.font.pixelSize
    readonly property TextMetrics capital: TextMetrics {
        text: "I"
        font.family: type.family
        font.pixelSize: 1000
    }

    function sized(capMm: real): int {
        return Math.ceil(Metrics.pxPerMm * capMm / capRatio);
    }
}

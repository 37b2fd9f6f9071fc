pragma Singleton
import QtQuick

// Sizes of things in pixels of this screen. Pages speak millimetres only through here.
// Main sets the three measures once; a technician confirms the width with a ruler.
QtObject {
    property real pxPerMm: 4
    property real screenWidth: 1080
    property real screenHeight: 1920

    readonly property real widthMm: screenWidth / pxPerMm
    readonly property real heightMm: screenHeight / pxPerMm
    readonly property bool portrait: screenHeight > screenWidth
    readonly property bool narrow: widthMm < 230
    readonly property bool low: heightMm < 230
    readonly property bool tight: narrow || (!portrait && widthMm < 400)

    readonly property int hair: Math.max(1, px(0.35))
    readonly property int line: Math.max(2, px(0.6))
    readonly property int ring: px(1.1)
    readonly property int lip: px(0.9)
    readonly property int radius: px(3)
    readonly property int tiny: px(1.5)
    readonly property int small: px(3)
    readonly property int gap: px(4)
    readonly property int wide: px(low ? 5 : 7)
    readonly property int margin: px(narrow ? 7 : low ? 9 : 12)

    readonly property int handWidth: Math.round((screenWidth - 2 * margin) * (portrait ? 1 : 0.58))

    readonly property int floor: px(16)
    readonly property int target: px(20)
    readonly property int button: px(low ? 21 : 25)
    readonly property int topBar: px(low ? 20 : 24)
    readonly property int bottomBar: px(low ? 24 : 27)
    readonly property int actionRoom: low ? gap : button + 2 * gap
    readonly property int icon: px(11)
    readonly property int badge: px(low ? 17 : 20)

    function px(mm: real): int {
        return Math.round(mm * pxPerMm);
    }
}

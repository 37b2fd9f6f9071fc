pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Parts

PageFrame {
    id: page

    readonly property int lines: Metrics.portrait ? kiosk.homePage.tiles.count : 1
    readonly property int tileHeight: Math.min(Metrics.px(Metrics.portrait ? 74 : 170), Math.floor((bodyRoom - (lines - 1) * Metrics.gap) / Math.max(1, lines)))

    objectName: "page-home"
    title: qsTr("Mau apa hari ini?")
    picture: "loket"
    broad: true

    Grid {
        id: grid

        width: page.bodyWidth
        columns: Metrics.portrait ? 1 : 3
        spacing: Metrics.gap

        Repeater {
            model: page.kiosk.homePage.tiles

            Tile {
                required property string key
                required property int index

                objectName: "tile-" + key
                width: Math.floor((grid.width - (grid.columns - 1) * grid.spacing) / grid.columns)
                height: Math.max(implicitHeight, page.tileHeight)
                upright: !Metrics.portrait
                lead: index === 0
                picture: "mulai_" + key
                onActivated: page.kiosk.homePage.choose(key)
            }
        }
    }
}

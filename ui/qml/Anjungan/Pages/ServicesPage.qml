pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Parts

PageFrame {
    id: page

    readonly property int many: page.kiosk.choosing.services.count
    readonly property int columns: twoColumns || Metrics.portrait ? 1 : 2
    readonly property int lines: Math.max(1, Math.ceil(many / columns))

    objectName: "page-services"
    title: page.kiosk.choosing.heading
    picture: "berkas"
    broad: Metrics.portrait || many > (Metrics.low ? 3 : 4)

    Grid {
        id: grid

        readonly property int tileWidth: Math.floor((width - (columns - 1) * spacing) / columns)
        readonly property int tileHeight: Math.min(Metrics.px(62), Math.floor((page.bodyRoom - (page.lines - 1) * spacing) / page.lines))

        width: page.bodyWidth
        columns: page.columns
        spacing: Metrics.gap

        Repeater {
            model: page.kiosk.choosing.services

            Tile {
                required property string key
                required property string timeSentence
                required property string feeSentence

                objectName: "tile-" + key
                width: grid.tileWidth
                height: Math.max(implicitHeight, grid.tileHeight)
                foot: timeSentence === "" ? feeSentence : feeSentence === "" ? timeSentence : timeSentence + "  ·  " + feeSentence
                onActivated: page.kiosk.choosing.chooseService(key)
            }
        }
    }
}

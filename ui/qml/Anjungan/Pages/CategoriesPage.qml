import QtQuick
import Anjungan.Parts

PageFrame {
    id: page

    objectName: "page-categories"
    title: page.kiosk.choosing.heading
    picture: "loket"
    broad: true

    TileBoard {
        width: page.bodyWidth
        tiles: page.kiosk.choosing.categories
        count: page.kiosk.choosing.categories.count
        columns: Metrics.portrait ? (Metrics.narrow ? 1 : 2) : Metrics.low ? 2 : 3
        upright: !Metrics.low && !Metrics.narrow
        tallest: 118
        room: page.bodyRoom
        onChosen: key => page.kiosk.choosing.chooseCategory(key)
    }
}

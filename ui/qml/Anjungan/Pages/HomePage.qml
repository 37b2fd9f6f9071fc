import QtQuick
import Anjungan.Models
import Anjungan.Parts

PageFrame {
    id: page

    objectName: "page-home"
    title: qsTr("Mau apa hari ini?")
    lead: page.kiosk.office.openingSentence
    picture: Metrics.portrait ? "loket" : ""
    broad: true

    TileBoard {
        width: page.bodyWidth
        rows: page.kiosk.homePage.tiles
        count: page.kiosk.homePage.tiles.count
        columns: Metrics.portrait ? 1 : 3
        upright: !Metrics.portrait
        leading: true
        tallest: Metrics.portrait ? 66 : 150
        room: page.bodyRoom
        onChosen: key => page.kiosk.homePage.choose(key)
    }
}

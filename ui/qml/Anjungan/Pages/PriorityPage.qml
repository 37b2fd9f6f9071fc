OptionsPage {
    id: page

    objectName: "page-priority"
    title: qsTr("Apakah Bapak/Ibu termasuk?")
    lead: qsTr("Kalau ya, Bapak/Ibu didahulukan. Petugas akan memastikan di loket.")
    picture: "prioritas"
    rows: page.kiosk.priority.options
    count: page.kiosk.priority.options.count
    onChosen: key => page.kiosk.priority.choose(key)
}

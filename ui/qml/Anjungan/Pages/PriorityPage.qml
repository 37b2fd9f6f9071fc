OptionsPage {
    id: page

    objectName: "page-priority"
    title: qsTr("Perlu didahulukan?")
    lead: qsTr("Sentuh yang sesuai. Petugas memastikannya di loket.")
    picture: "prioritas"
    rows: page.kiosk.priority.options
    count: page.kiosk.priority.options.count
    onChosen: key => page.kiosk.priority.choose(key)
}

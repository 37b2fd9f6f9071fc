OptionsPage {
    id: page

    objectName: "page-forwhom"
    title: qsTr("Permohonan ini untuk siapa?")
    picture: "untuk_siapa"
    rows: page.kiosk.forWhom.options
    count: page.kiosk.forWhom.options.count
    onChosen: key => page.kiosk.forWhom.choose(key)
}

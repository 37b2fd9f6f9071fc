import QtQuick

// Takes the place of the whole page: a picture, a title, a sentence and the acts at the usual place.
Rectangle {
    id: curtain

    property string title: ""
    property string sentence: ""
    property string picture: ""

    readonly property bool portrait: Metrics.portrait
    readonly property int inner: width - 2 * Metrics.margin
    readonly property int half: portrait ? inner : Math.round((inner - Metrics.margin) / 2)
    readonly property int drawing: portrait ? Math.max(0, Math.min(Metrics.px(130), below.y - 4 * Metrics.margin)) : height - 4 * Metrics.margin

    default property alias content: acts.data

    color: Theme.paper

    MouseArea {
        anchors.fill: parent
    }
    Picture {
        x: Metrics.margin
        y: curtain.portrait ? Math.round((below.y - height) / 2) : Math.round((curtain.height - height) / 2)
        width: curtain.half
        height: curtain.drawing
        name: curtain.picture
    }
    Column {
        id: below

        x: curtain.width - width - Metrics.margin
        y: curtain.portrait ? acts.children.length > 0 ? curtain.height - height - Metrics.wide : Math.round(curtain.height * 0.58) : Math.round((curtain.height - height) / 2)
        width: curtain.half
        spacing: Metrics.low ? Metrics.small : Metrics.wide

        Words {
            objectName: "title"
            width: parent.width
            text: curtain.title
            font.bold: true
            font.pixelSize: Type.title
            Accessible.role: Accessible.Heading
        }
        Words {
            visible: text !== ""
            width: parent.width
            text: curtain.sentence
        }
        Column {
            id: acts

            width: parent.width
            spacing: Metrics.gap
        }
    }
}

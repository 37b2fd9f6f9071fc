import QtQuick

Tap {
    id: answer

    required property string text
    required property string about
    required property string mark
    required property bool chosen
    required property Tone chosenTone

    name: text
    role: Accessible.RadioButton
    checked: chosen
    tone: chosen ? chosenTone : Theme.secondary
    implicitHeight: Metrics.px(18)
    Accessible.description: about

    Row {
        anchors.centerIn: parent
        spacing: Metrics.tiny

        Icon {
            visible: answer.chosen
            anchors.verticalCenter: parent.verticalCenter
            name: answer.mark
            weight: "fill"
            size: Metrics.px(8)
            color: answer.tone.ink
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: answer.text
            color: answer.tone.ink
            font.bold: true
            font.pixelSize: Type.small
            Accessible.ignored: true
        }
    }
}

import QtQuick
import Anjungan.Models
import Anjungan.Parts

// The field right above the keys: groups for NIK and KK, a box for everything else, and the counter.
Column {
    id: answer

    required property QuestionModel question
    property bool numbered: false

    spacing: Metrics.tiny

    NikField {
        visible: answer.numbered
        width: answer.width
        label: answer.question.label
        text: answer.numbered ? answer.question.text : ""
        faulty: answer.question.error !== ""
    }
    EntryBox {
        visible: !answer.numbered
        width: answer.width
        label: answer.question.label
        text: answer.question.shown
        unit: answer.question.unit
        prose: answer.question.editor === "long_text"
        faulty: answer.question.error !== ""
    }
    Words {
        visible: text !== ""
        width: answer.width
        text: answer.question.counter
        color: Theme.teal
        font.bold: true
        font.pixelSize: Type.small
    }
}

pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Models
import Anjungan.Parts

PageFrame {
    id: page

    readonly property QuestionModel question: kiosk.question
    readonly property bool typing: question.keyboard !== ""
    readonly property bool lettered: question.keyboard === "letters" || question.keyboard === "text"
    readonly property bool numbered: question.editor === "nik" || question.editor === "kk"

    objectName: "page-question"
    section: question.section
    title: question.label
    lead: question.hint
    picture: question.picture !== "" ? question.picture : drawing(question.editor)

    function drawing(editor: string): string {
        switch (editor) {
        case "nik":
            return "ktp_nik";
        case "kk":
            return "kk_nomor";
        case "desa":
            return "tanya_address";
        case "declaration":
            return "pernyataan";
        case "name":
        case "text":
        case "long_text":
            return "menulis";
        default:
            return "tanya_" + editor;
        }
    }

    aside: Notice {
        objectName: "error"
        width: parent?.width ?? 0
        text: page.question.error
        icon: "warning-circle"
    }

    PartRow {
        id: parts

        visible: page.question.part !== ""
        width: page.bodyWidth
        rows: page.question.parts
        onChosen: key => page.question.goPart(key)
    }
    AnswerField {
        id: field

        visible: page.typing && page.question.part === ""
        width: page.bodyWidth
        question: page.question
        numbered: page.numbered
    }
    AnswerKeys {
        id: keys

        width: page.bodyWidth
        question: page.question
        room: page.bodyRoom - (field.visible ? field.height + Metrics.gap : 0) - (parts.visible ? parts.height + Metrics.gap : 0) - (extra.visible ? extra.height + Metrics.gap : 0)
    }
    AnswerExtras {
        id: extra

        width: page.bodyWidth
        question: page.question
    }
}

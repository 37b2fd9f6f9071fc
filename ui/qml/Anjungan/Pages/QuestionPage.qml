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
    centred: twoColumns && !typing
    section: question.section
    title: question.label
    lead: question.hint
    picture: question.picture !== "" ? question.picture : drawing(question.editor)

    function taken(item: Item): int {
        return item.visible ? item.height + Metrics.gap : 0;
    }

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
        typing: page.typing
        onChosen: key => page.question.goPart(key)
    }
    AnswerField {
        id: field

        visible: page.typing
        width: page.bodyWidth
        question: page.question
        numbered: page.numbered
    }
    AnswerKeys {
        id: keys

        width: page.bodyWidth
        question: page.question
        room: page.bodyRoom - page.taken(field) - page.taken(parts) - (page.twoColumns ? 0 : page.taken(extra))
    }
    AnswerExtras {
        id: extra

        parent: page.twoColumns ? page.asideColumn : page.bodyColumn
        width: page.twoColumns ? page.headWidth : page.bodyWidth
        question: page.question
    }
}

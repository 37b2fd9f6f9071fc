pragma ComponentBehavior: Bound
import QtQuick
import Anjungan.Models
import Anjungan.Parts

// What the hand needs for this question: a pad, a keyboard, or the answers themselves. Made when needed.
Loader {
    id: keys

    required property QuestionModel question
    property int room: 0

    readonly property string kind: question.keyboard !== "" ? question.keyboard : "options"
    readonly property string part: question.part

    onPartChanged: Strike.pageChanged()

    sourceComponent: kind === "digits" || kind === "money" ? pad : kind === "options" ? options : board

    Component {
        id: pad

        DigitPad {
            corner: keys.kind === "money" ? "000" : ""
            room: keys.room
            full: keys.question.full
            onTyped: symbol => keys.question.type(symbol)
            onErased: keys.question.erase()
        }
    }
    Component {
        id: board

        Keyboard {
            digits: keys.kind === "text"
            subject: keys.question.key + keys.part
            room: keys.room
            full: keys.question.full
            onTyped: symbol => keys.question.type(symbol)
            onErased: keys.question.erase()
        }
    }
    Component {
        id: options

        OptionList {
            readonly property bool villages: keys.part === "desa" || keys.question.editor === "desa"
            readonly property int lines: Math.max(1, Math.ceil(keys.question.options.count / columns))

            answers: keys.question.options
            multiple: keys.question.multiple
            size: villages || Metrics.tight && keys.part === "month" ? Type.middle : Type.body
            columns: keys.part === "day" ? 7 : keys.part === "month" ? 3 : villages ? (width > Metrics.px(230) ? 3 : 2) : 1
            rowHeight: Math.min(Metrics.px(keys.part !== "" || villages ? 26 : lines < 4 ? 44 : 34), Math.floor((keys.room - (lines - 1) * rowSpacing) / lines))
            onChosen: key => keys.question.choose(key)
        }
    }
}

import QtQuick
import Anjungan.Models
import Anjungan.Parts

// Answers that are always honest: "Tidak tahu", and leaving an optional question out.
Row {
    id: extras

    required property QuestionModel question

    readonly property bool canSkip: question.skipLabel !== ""
    readonly property bool canNotKnow: question.unknownLabel !== ""
    readonly property bool both: canSkip && canNotKnow

    visible: canSkip || canNotKnow
    spacing: Metrics.gap

    BigButton {
        id: unknown

        objectName: "unknown"
        visible: extras.canNotKnow
        enabled: visible
        width: extras.both ? Math.round((extras.width - extras.spacing) * 0.66) : extras.width
        least: Metrics.target
        padding: Metrics.gap
        size: Type.small
        text: extras.question.unknownLabel
        icon: "question"
        onActivated: extras.question.chooseUnknown()
    }
    BigButton {
        id: skip

        objectName: "skip"
        visible: extras.canSkip
        enabled: visible
        width: extras.both ? extras.width - extras.spacing - unknown.width : extras.width
        least: Metrics.target
        padding: Metrics.gap
        size: Type.small
        text: extras.question.skipLabel
        icon: "skip-forward"
        onActivated: extras.question.skip()
    }
}

pragma Singleton
import QtQuick

// Colours by their meaning. Every text on its ground is at least 7:1, every edge that matters 3:1.
QtObject {
    id: theme

    readonly property color paper: "#FBF8F3"
    readonly property color card: "#FFFFFF"
    readonly property color ink: "#16202A"
    readonly property color quiet: "#3E4953"
    readonly property color line: "#818B95"
    readonly property color faint: "#DCD5C8"
    readonly property color teal: "#0B4F4A"
    readonly property color tealSoft: "#115952"
    readonly property color tint: "#E3F0EE"
    readonly property color overTeal: "#FFFFFF"
    readonly property color overTealQuiet: "#EAF6F4"
    readonly property color accent: "#6F3800"
    readonly property color accentTint: "#FFF1DB"
    readonly property color accentLine: "#B8721A"
    readonly property color ok: "#1B5E20"
    readonly property color metal: "#D7DDE0"
    readonly property color lamp: "#2E8B57"
    readonly property color focus: "#16202A"

    readonly property Tone primary: Tone {
        fill: theme.teal
        ink: theme.overTeal
        quietInk: theme.overTealQuiet
        edge: theme.teal
        lip: "#052E2B"
        held: "#073733"
    }
    readonly property Tone plain: Tone {
        fill: theme.card
        ink: theme.ink
        quietInk: theme.quiet
        edge: theme.line
        lip: "#B9B4AA"
        held: theme.tint
    }
    readonly property Tone secondary: Tone {
        fill: theme.card
        ink: theme.teal
        edge: theme.teal
        lip: theme.teal
        held: theme.tint
    }
    readonly property Tone chosen: Tone {
        fill: theme.tint
        ink: theme.teal
        quietInk: theme.ink
        edge: theme.teal
        lip: theme.teal
        held: "#CFE4E1"
    }
    readonly property Tone action: Tone {
        fill: theme.accentTint
        ink: theme.accent
        quietInk: theme.accent
        edge: theme.accentLine
        lip: theme.accentLine
        held: "#FCE3BC"
    }
    readonly property Tone call: Tone {
        fill: "#F6BE4F"
        ink: "#3A1D00"
        edge: "#B8721A"
        lip: "#A3620F"
        held: "#E9AC36"
    }
    readonly property Tone off: Tone {
        fill: "#F3EFE7"
        ink: theme.quiet
        edge: theme.faint
        lip: theme.faint
        held: "#F3EFE7"
    }
}

import QtQuick

// Text. Never shortened, never shrunk: what does not fit wraps, and the page scrolls.
Text {
    color: Theme.ink
    font.family: Type.family
    font.pixelSize: Type.body
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text === ""
}

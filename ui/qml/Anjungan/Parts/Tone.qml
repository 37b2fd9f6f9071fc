import QtQuick

// The colours of one kind of touchable thing.
QtObject {
    required property color fill
    required property color ink
    required property color edge
    required property color lip
    required property color held
    property color quietInk: ink
}

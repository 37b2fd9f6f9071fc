pragma ComponentBehavior: Bound
import QtQuick

// Everything that can be touched: fires on release inside, shows the press at once, never repeats,
// has a name and a role, can be reached and pressed by arrows and Enter.
MouseArea {
    id: tap

    property string name: ""
    property Tone tone: Theme.plain
    property real radius: Metrics.radius
    property bool raised: true
    property int border: Metrics.line
    property int role: Accessible.Button
    property bool checked: false

    readonly property bool down: containsPress || held
    readonly property Tone shownTone: enabled ? tone : Theme.off
    readonly property int sink: down && raised ? Metrics.lip : 0
    property bool held: false

    default property alias content: face.data

    signal activated

    function fire(): void {
        if (Strike.accepts(tap))
            activated();
    }

    function steer(dx: int, dy: int): void {
        const next = Steer.from(tap, dx, dy);
        if (next)
            next.forceActiveFocus(Qt.TabFocusReason);
    }

    implicitHeight: Metrics.target
    activeFocusOnTab: enabled

    Accessible.role: role
    Accessible.name: name
    Accessible.focusable: true
    Accessible.checkable: role === Accessible.CheckBox || role === Accessible.RadioButton
    Accessible.checked: checked
    Accessible.onPressAction: fire()

    Keys.onPressed: event => {
        Strike.felt();
        event.accepted = true;
        switch (event.key) {
        case Qt.Key_Right:
            return steer(1, 0);
        case Qt.Key_Left:
            return steer(-1, 0);
        case Qt.Key_Down:
            return steer(0, 1);
        case Qt.Key_Up:
            return steer(0, -1);
        case Qt.Key_Return:
        case Qt.Key_Enter:
        case Qt.Key_Space:
            held = true;
            return;
        default:
            event.accepted = false;
        }
    }
    Keys.onReleased: event => {
        if (held && !event.isAutoRepeat) {
            held = false;
            event.accepted = true;
            fire();
        }
    }
    onActiveFocusChanged: held = false
    onClicked: fire()

    Rectangle {
        visible: tap.raised
        y: Metrics.lip
        width: tap.width
        height: tap.height - Metrics.lip
        radius: tap.radius
        color: tap.shownTone.lip
    }
    Rectangle {
        id: face

        y: tap.sink
        width: tap.width
        height: tap.height - (tap.raised ? Metrics.lip : 0)
        radius: tap.radius
        color: tap.down ? tap.shownTone.held : tap.shownTone.fill
        border.width: tap.border
        border.color: tap.shownTone.edge
    }
}

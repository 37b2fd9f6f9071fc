import QtQuick

// What does not fit is reached by one big button; the finger may drag too, but never has to.
Item {
    id: scroll

    property int spacing: Metrics.gap
    readonly property bool overflows: column.height > height + 1
    readonly property bool atEnd: view.contentY >= view.contentHeight - view.height - 2
    readonly property Item focused: Window.activeFocusItem

    default property alias content: column.data
    readonly property alias column: column

    function toTop(): void {
        view.contentY = 0;
    }

    function more(): void {
        const step = Math.max(view.height - Metrics.target, view.height / 2);
        view.contentY = atEnd ? 0 : Math.min(view.contentHeight - view.height, view.contentY + step);
    }

    function reveal(item: Item): void {
        let inside = item;
        while (inside && inside !== column)
            inside = inside.parent;
        if (!inside || !overflows)
            return;
        const top = item.mapToItem(column, 0, 0).y - Metrics.small;
        const bottom = top + item.height + 2 * Metrics.small;
        if (top < view.contentY)
            view.contentY = Math.max(0, top);
        else if (bottom > view.contentY + view.height)
            view.contentY = Math.min(view.contentHeight - view.height, bottom - view.height);
    }

    implicitHeight: column.height
    onFocusedChanged: reveal(focused)

    Flickable {
        id: view

        width: parent.width
        height: scroll.overflows ? parent.height - button.height - Metrics.small : parent.height
        contentHeight: column.height
        clip: scroll.overflows
        interactive: scroll.overflows
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: column

            width: view.width
            spacing: scroll.spacing
        }
    }
    BigButton {
        id: button

        objectName: "more"
        visible: scroll.overflows
        enabled: visible
        anchors.bottom: parent.bottom
        width: parent.width
        height: Metrics.target
        tone: Theme.chosen
        text: scroll.atEnd ? qsTr("Kembali ke atas") : qsTr("Lihat lagi")
        icon: scroll.atEnd ? "arrow-up" : "arrow-down"
        onActivated: scroll.more()
    }
}

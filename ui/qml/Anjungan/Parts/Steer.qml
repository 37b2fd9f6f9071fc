pragma Singleton
import QtQuick

// Where the focus goes for an arrow key: to the nearest target in that direction, what lies straight ahead
// before what lies aside, else along the chain.
QtObject {
    readonly property int farthest: 120

    function from(start: Item, dx: int, dy: int): Item {
        const here = start.mapToItem(null, start.width / 2, start.height / 2);
        let best = null;
        let least = Infinity;
        let item = start.nextItemInFocusChain(true);
        for (let i = 0; item && item !== start && i < farthest; i++) {
            const there = item.mapToItem(null, item.width / 2, item.height / 2);
            const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
            const aside = dx === 0 ? Math.abs(there.x - here.x) : Math.abs(there.y - here.y);
            const overlap = dx === 0 ? (item.width + start.width) / 2 : (item.height + start.height) / 2;
            const cost = along + 0.1 * aside + 3 * Math.max(0, aside - overlap);
            if (along > 1 && cost < least) {
                least = cost;
                best = item;
            }
            item = item.nextItemInFocusChain(true);
        }
        return best ?? start.nextItemInFocusChain(dx + dy > 0);
    }
}

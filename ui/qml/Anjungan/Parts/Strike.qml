pragma Singleton
import QtQuick

// The guard against a trembling finger: the same target does not fire twice at once, and after a page
// has changed nothing fires for as long, so that the second half of a double tap hits nothing.
QtObject {
    property int guardMs: 200

    // A key was pressed somewhere: somebody is there.
    signal felt

    property Item last: null
    property double lastAt: 0
    property double quietUntil: 0

    function accepts(target: Item): bool {
        const now = Date.now();
        if (now < quietUntil || (target === last && now - lastAt < guardMs))
            return false;
        last = target;
        lastAt = now;
        return true;
    }

    function pageChanged(): void {
        last = null;
        quietUntil = Date.now() + guardMs;
    }
}

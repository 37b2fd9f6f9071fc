pragma Singleton
import QtQuick

// The guard against a trembling finger: the same target does not fire twice at once, and after a page
// has changed nothing fires for as long, so that the second half of a double tap hits nothing.
// By timers, not by the time of day: that may be set back, and no touch would count until it has come again.
QtObject {
    id: strike

    property int guardMs: 200

    // A key was pressed somewhere: somebody is there.
    signal felt

    property Item last: null
    readonly property Timer recent: Timer {
        interval: strike.guardMs
    }
    readonly property Timer quiet: Timer {
        interval: strike.guardMs
    }

    function accepts(target: Item): bool {
        if (quiet.running || (target === last && recent.running))
            return false;
        last = target;
        begin(recent);
        return true;
    }

    function pageChanged(): void {
        last = null;
        begin(quiet);
    }

    function begin(timer: Timer): void {
        if (guardMs > 0)
            timer.restart();
    }
}

"""What each page shows, derived from the world by pure functions; `ui.models` only carries it to QML."""

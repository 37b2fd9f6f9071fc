"""Scanners and card readers: whatever they send is judged before anything else of the house sees it.

`frames` and `grammar` are pure: bytes and keys into frames, frames into what they may mean. `reading` is pure
too: one card on a reader, never mixed with another. `ports` says what a reader is; a real one and its
simulator stand side by side. `readers` puts the readers of one kiosk together. Only `frames` is for the
screen as well, so it needs nothing but the standard library.
"""

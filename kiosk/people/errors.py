"""What can be wrong with something a person typed.

NotAccepted    the value cannot be what was asked for; `message` goes to the citizen as it is
"""

from __future__ import annotations


class NotAccepted(ValueError):
    """What was typed is not accepted.

    `message` is a plain Indonesian sentence or two that say what to do. It never repeats what was typed:
    it may be shown, spoken and logged.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

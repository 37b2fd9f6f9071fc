"""What can be wrong with an application that is looked for or changed.

ApplicationError
├── UnknownCode    nobody applied under this code; the citizen is told to look at the receipt again
└── IllegalChange  the status cannot follow the present one; the change is kept for staff
"""

from __future__ import annotations


class ApplicationError(Exception):
    """Base of this package's errors."""


class UnknownCode(ApplicationError):
    """No application has this code."""


class IllegalChange(ApplicationError):
    """No such step exists between these two states."""

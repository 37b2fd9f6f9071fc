"""What can go wrong on the way through a service.

FormsError
├── WrongStep    asked for what the present step does not offer: a defect, never the citizen's
└── Refused      a submission is not complete or not right; `errors` say per question what to do

What a citizen types wrongly is `kiosk.people.errors.NotAccepted`.
"""

from __future__ import annotations

from collections.abc import Mapping


class FormsError(Exception):
    """Anything that this package raises of its own."""


class WrongStep(FormsError):
    """The present step does not offer what was called; the screen has a defect."""


class Refused(FormsError):
    """The answers are not a complete application of this service.

    `errors` maps a question's name to an Indonesian sentence for the citizen; questions of a repeat page are
    `anak.0.nama`. Three keys are not questions: `answers` (something that was never asked), `presented` and
    `declaration`. No value that came from outside is repeated.
    """

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(f"{len(errors)} answers refused")
        self.errors = dict(errors)

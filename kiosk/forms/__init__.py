"""One citizen's way through one service: pages, answers, conditions, and the check of what is submitted.

`journey.begin` for the screen, `submission.check` for the office, `conditions.problems` for the catalogue.
Pure: no input or output, no clock; the day is given.
"""

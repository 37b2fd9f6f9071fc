"""Announcements of the waiting room, spoken offline: "Nomor antrean A nol satu tujuh, silakan ke loket tiga".

What is said is made of clips: the office's own recordings where it has them, espeak-ng elsewhere. The
database says what is still to be said; one thread says it, through one voice in the room. No sentence ever
holds personal data: it is a number and a counter.
"""

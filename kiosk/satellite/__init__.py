"""A further kiosk of the same office: its own screen, printer and small store, and the office's numbers.

Whatever a citizen does goes to the main office first. Where that is silent for 1.5 s the kiosk does it
itself, with a number of its own emergency series, and hands it over when the office answers again.
"""

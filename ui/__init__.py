"""The screen: one citizen's session in memory, drawn by Qt Quick, and nothing else.

A client of the office service on its own machine. It opens no file but its token, holds no key and no
database, and talks to nobody but that service.
"""

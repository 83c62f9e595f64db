"""Sums by day that reports are made of, and who waited how long; added up as the trail is sealed.

`book.py` says what follows from an event, and touches no table; `adding.py` keeps it, each sealed
event once, in the order of the chain; `reading.py` gives it to reports, with the events that are
newer; `proving.py` compares it with the trail.
"""

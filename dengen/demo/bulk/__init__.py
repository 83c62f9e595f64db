"""Filling an empty board with any number of lifelike listings, fast, and always the same ones.

`Plan` says what is to be, out of a seed and an index; `Timeline` in which order it happened;
`filling` writes it, a chunk in one transaction, and goes on where it was stopped.
"""

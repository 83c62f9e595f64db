"""Filling an empty board with any number of lifelike listings, fast and reproducibly.

`Plan` says what is to be made, from a seed and an index; `Timeline` in which order it happened;
`filling` writes it, a chunk in each transaction, and resumes where it was stopped.
"""

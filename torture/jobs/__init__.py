"""Work within Django, on the board that was tortured: called by benchmarks/inside.py."""

"""What measurements do within Django; each in a process of its own, see ../inside.py."""

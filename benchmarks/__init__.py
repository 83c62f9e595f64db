"""How fast the board is, measured; README.md tells how to run and how to read it."""

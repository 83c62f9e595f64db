"""`python -m dengen` is the command line."""

from dengen.cli import main

main()

"""What the board bears: long runs that break it on purpose, and count what was lost."""

"""What the board asks of its database beyond Django: limits on how long anybody waits."""

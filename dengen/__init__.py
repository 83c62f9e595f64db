"""Dengen: a members-only, operator-moderated board for generating capacity."""

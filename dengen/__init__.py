"""Dengen: a members-only, operator-moderated board for generating capacity."""

VERSION = "0.2.0"

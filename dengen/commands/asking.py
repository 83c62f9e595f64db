"""Options that are asked for."""

import sys
from typing import Any

import click


class Asked(click.Option):
    """Asked for on a terminal. Elsewhere a default counts, and what is missing is named."""

    def prompt_for_value(self, ctx: click.Context) -> Any:
        """Return what was typed, or the default."""
        if sys.stdin.isatty():
            return super().prompt_for_value(ctx)
        if isinstance(default := self.get_default(ctx), str):  # click's mark of none is its own
            return self.type_cast_value(ctx, default)
        try:
            return super().prompt_for_value(ctx)
        except click.Abort as error:
            raise click.MissingParameter(ctx=ctx, param=self) from error

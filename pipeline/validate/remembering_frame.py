"""A table that answers a question about its rows once."""

from __future__ import annotations

from typing import Any

import pandas as pd


class RememberingFrame(pd.DataFrame):
    """A frame that is not written to, and keeps the rows that meet each condition it was asked for.

    Great Expectations asks for them again for every metric of every expectation: two hundred times a report, where a
    dozen conditions are different.
    """

    def query(self, expr: str, **options: Any) -> pd.DataFrame:  # type: ignore[override]
        """The rows that meet the condition, as of pandas."""
        met: dict[tuple[str, str], pd.DataFrame] = self.__dict__.setdefault("_met", {})
        key = expr, repr(sorted(options.items()))
        if key not in met:
            met[key] = super().query(expr, **options)
        return met[key].copy(deep=False)

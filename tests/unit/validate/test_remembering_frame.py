from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pipeline.validate.remembering_frame import RememberingFrame


def test_rows_of_a_condition_are_looked_for_once_and_not_changed_by_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = RememberingFrame(pd.DataFrame({"page": [1, 2, 3]}))
    asked: list[str] = []
    query: Any = pd.DataFrame.query

    def noted(self: pd.DataFrame, expr: str, **options: Any) -> Any:
        asked.append(expr)
        return query(self, expr, **options)

    monkeypatch.setattr(pd.DataFrame, "query", noted)
    first = frame.query("page > 1")
    first.loc[:, "page"] = 0
    assert frame.query("page > 1")["page"].to_list() == [2, 3]
    assert frame.query("page > 2")["page"].to_list() == [3]
    assert asked == ["page > 1", "page > 2"]

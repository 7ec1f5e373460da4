"""The tidy table as a data frame."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import LoadError

if TYPE_CHECKING:
    import pandas as pd

_INTEGERS = ("edition_year", "page", "checks")
_FLOATS = ("x0", "top", "x1", "bottom")
_DECIMALS = ("value", "tolerance")


def load_observations(out: str | Path = "extracted", family: str | None = None) -> pd.DataFrame:
    """All loaded observations: of one family with a column a dimension, or of all with the dimensions as JSON.

    ``value`` and ``tolerance`` are ``Decimal`` (missing for a missing mark), ``edition_year``, ``page`` and ``checks``
    whole numbers, ``x0``, ``top``, ``x1`` and ``bottom`` floats in points, and the rest text, empty where there is
    none.

    >>> rows = load_observations("extracted", family="regionkoordinatorerna")
    >>> boxes = rows[(rows["block_id"] == "form_boxes") & (rows["exploitation_form"] == "labour")]
    >>> boxes[["label_printed", "value", "page"]].head(3).to_dict("records")  # doctest: +NORMALIZE_WHITESPACE
    [{'label_printed': 'Totalt', 'value': Decimal('233'), 'page': 3},
     {'label_printed': 'Kvinnor', 'value': Decimal('69'), 'page': 3},
     {'label_printed': 'Flickor', 'value': Decimal('4'), 'page': 3}]

    Decimals are exact, and add up exactly:

    >>> parts = boxes[boxes["sex"] != "_T"]
    >>> sum(parts["value"])
    Decimal('233')

    For plots and statistics they become floats:

    >>> float(boxes["value"].astype(float).mean())
    58.25

    Raises:
        LoadError: nothing is loaded there.
    """
    import pandas as pd  # noqa: PLC0415 -- half a second that only this function needs

    path = Path(out) / "tidy" / f"{family or 'observations'}.csv"
    if not path.exists():
        raise LoadError("nothing is loaded there", source=str(path), remedy="Run `pipeline run` first")
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame = frame.astype(dict.fromkeys(_INTEGERS, "int64") | dict.fromkeys(_FLOATS, "float64"))
    for column in _DECIMALS:
        frame[column] = pd.Series([Decimal(text) if text else None for text in frame[column]], dtype=object)
    return frame

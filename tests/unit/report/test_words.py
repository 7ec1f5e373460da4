from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.report.words import value_in_words
from pipeline.spec.names import code_in_words
from tests.fixtures.facts import observation


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "69 persons, exact"),
        ({"unit": "percentage_points", "value": Decimal("-7.50")}, "-7.50 percentage points, exact"),
        ({"value": Decimal("1E+3")}, "1000 persons, exact"),
        (
            {
                "value": Decimal("33.0"),
                "unit": "percent",
                "tolerance": Decimal("0.5"),
                "qualifier": "measured",
                "obs_status": "E",
            },
            "33.0 percent ± 0.5, measured, status E",
        ),
        ({"value": None, "obs_status": "Q"}, "no value (persons), status Q"),
        ({"qualifier": "at_least"}, "69 persons, at least"),
    ],
)
def test_a_value_is_told_with_its_unit_and_how_it_is_meant(changes: dict[str, object], expected: str) -> None:
    assert value_in_words(replace(observation(69), **changes)).en == expected  # type: ignore[arg-type]  # a table of fields


def test_a_value_is_told_in_swedish_too() -> None:
    one = replace(observation(69), unit="percentage_points", qualifier="at_most", tolerance=Decimal("0.5"))
    assert value_in_words(one).sv == "69 procentenheter ± 0.5, högst"


def test_a_code_that_is_no_general_one_stays_recognisable() -> None:
    assert [code_in_words(code) for code in ("forced_marriage", "TH", "_T")] == ["forced marriage", "TH", "all"]

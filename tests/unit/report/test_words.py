from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.observation import Fact
from pipeline.report.words import fact_in_words, value_in_words
from pipeline.spec.names import code_in_words
from tests.fixtures.facts import fact, observation


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        (fact(), "persons identified, 2024"),
        (fact(sex="female", age="_U"), "persons identified, 2024; sex female, age unknown"),
        (fact(industry="_O"), "persons identified, 2024; industry other"),
        (fact(industry="new:Glas_bruk"), "persons identified, 2024; industry new “Glas_bruk”"),
        (
            Fact("persons_identified", "2018/2022", (("age", "child"),), period_kind="each_year"),
            "persons identified, 2018/2022 (each year); age child",
        ),
        (
            Fact(
                "share",
                "2024",
                (("exploitation_form", "labour"), ("sex", "female")),
                base_measure="persons_identified",
                share_base="exploitation_form",
            ),
            "share of persons identified, 2024; exploitation form labour, sex female, share within exploitation form",
        ),
        (
            Fact("share", "2024", (), base_measure="persons_identified", share_base="_T"),
            "share of persons identified, 2024; share within all",
        ),
        (
            Fact("change", "2024", (), base_measure="persons_identified", compared_to="2018/2022"),
            "change of persons identified, 2024; compared to 2018/2022",
        ),
        (Fact("category_count", "2024", (), about="origin:top"), "category count about origin:top, 2024"),
    ],
)
def test_a_fact_is_told_without_its_totals(what: Fact, expected: str) -> None:
    assert fact_in_words(what) == expected


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
    assert value_in_words(replace(observation(69), **changes)) == expected  # type: ignore[arg-type]  # a table of fields


def test_a_code_that_is_no_general_one_stays_recognisable() -> None:
    assert [code_in_words(code) for code in ("forced_marriage", "TH", "_T")] == ["forced marriage", "TH", "all"]

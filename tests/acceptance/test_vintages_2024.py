"""What the 2024 report says of earlier years, in both layouts, against figures published elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.reference import Compared
from pipeline.model.verdict import Severity, Verdict
from pipeline.normalise.identify import FIRST_VINTAGE, identify
from pipeline.run import read_report, understand
from pipeline.spec.loading import FAMILIES, load_family
from pipeline.validate.vintages import vintage_checks


@pytest.fixture(scope="module", params=["a", "b"])
def found(request: pytest.FixtureRequest, corpus: Path) -> tuple[Compared, ...]:
    extraction = read_report(corpus / f"rk-2024-{request.param}.pdf")
    report, family = identify(extraction.document, [load_family(FAMILIES / "regionkoordinatorerna")], FIRST_VINTAGE)
    normalised = understand(extraction, report, family)
    return vintage_checks(
        normalised.observations, normalised.statements, family.references, report.edition_year, family.spec
    )


def test_one_number_disagrees_and_the_reading_that_reconciles_it_is_named(found: tuple[Compared, ...]) -> None:
    assert not [one for one in found if one.said is None and one.check.verdict is Verdict.BREAKS]
    (share,) = (one for one in found if one.reconciled)
    assert (share.check.verdict, share.check.severity) == (Verdict.UNDECIDED, Severity.WORDING)
    assert share.check.statement == "(46 + 26) / 298 = 24.1611 % ≠ 19 ± 0.5"
    assert [(one.reading, one.statement) for one in share.reconciled] == [
        ("adults_of_known_sex", "46 / (202 + 46) = 18.5484 % = 19 ± 0.5")
    ]


def test_one_statement_disagrees_and_only_in_its_wording(found: tuple[Compared, ...]) -> None:
    (trend,) = (one for one in found if one.said is not None and one.check.verdict is Verdict.BREAKS)
    assert trend.check.severity is Severity.WORDING
    assert trend.check.statement == "189 (2021) > 130 (2022) < 189 (2023)"
    assert {one.population for one in trend.references} == {"us_report_coordinators"}


def test_all_else_that_was_published_agrees(found: tuple[Compared, ...]) -> None:
    agreeing = [one.check.statement for one in found if one.check.verdict is Verdict.HOLDS]
    assert {"35 = 35", "189 = 189", "182 = 182", "62 > 34 > 29 > 23 = 23: 4–5 = 4"} <= set(agreeing)
    assert len(agreeing) == len(found) - 2


def test_nothing_is_compared_with_what_quotes_the_report_itself(found: tuple[Compared, ...]) -> None:
    assert {one.edition for compared in found for one in compared.references} <= {None, *range(2016, 2024)}

"""What a report says of earlier years against what was published of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.load.editions import before
from pipeline.load.store import Store
from pipeline.model.geometry import BBox
from pipeline.model.observation import NOT_APPLICABLE, Fact, Normalised, Observation, Resolution, Statement
from pipeline.model.reference import Comparability, Compared, Reference
from pipeline.model.span import Span
from pipeline.model.verdict import Severity, Verdict
from pipeline.spec.loading import FAMILIES, load_family
from pipeline.validate.check_findings import from_vintages
from pipeline.validate.vintage_words import words_of
from pipeline.validate.vintages import vintage_checks
from tests.fixtures.facts import fact, family_spec, known_family, observation
from tests.fixtures.loaded import publish, report_of, row

SPEC = family_spec()
EDITION = 2024
PUBLISHED = load_family(FAMILIES / "regionkoordinatorerna").references


def cell(year: int, **codes: str) -> Fact:
    return replace(fact(**codes), time_period=str(year))


def told(value: int, what: Fact, tolerance: str = "0", qualifier: str = "exact") -> Observation:
    one = observation(value, "prose")
    return replace(
        one,
        observation_id=f"report:prose:{what.fact_id}:1",
        fact=what,
        tolerance=Decimal(tolerance),
        qualifier=qualifier,
    )


def share(year: int, base: str = "_T", **codes: str) -> Fact:
    count = cell(year, **codes)
    return replace(count, measure="share", base_measure="persons_identified", share_base=base)


def reference(value: int, what: Fact, population: str = "series", edition: int | None = 2023) -> Reference:
    comparability = Comparability(SPEC.populations[population].comparison)
    return Reference(
        what, Decimal(value), (), "exact", "persons", population, comparability, edition, "", "https://example.org"
    )


def listed(classes: str, what: Fact, about: str) -> Reference:
    return replace(reference(0, replace(what, about=about)), value=None, classes=tuple(classes.split()), unit="codes")


def checks_of(*observations: Observation, published: tuple[Reference, ...] = PUBLISHED) -> list[Compared]:
    return list(vintage_checks(observations, (), published, EDITION, SPEC))


def said(
    kind: str, value: str, period: str, about: str = NOT_APPLICABLE, compared: str = "_Z", **codes: str
) -> Statement:
    here = Span("words", 1, (BBox(0, 0, 1, 1),))
    return Statement(
        "report:statement:1",
        kind,
        "persons_identified",
        tuple(codes.items()),
        about,
        period,
        compared,
        value,
        here,
        here,
    )


def checks_of_words(
    statement: Statement, *observations: Observation, published: tuple[Reference, ...] = PUBLISHED
) -> list[Compared]:
    found = vintage_checks(observations, (statement,), published, EDITION, SPEC)
    return [one for one in found if one.said is not None]


@pytest.mark.parametrize(("value", "verdict"), [(298, Verdict.HOLDS), (289, Verdict.BREAKS)])
def test_a_count_is_compared_with_what_the_series_published_then(value: int, verdict: Verdict) -> None:
    own, other = sorted(checks_of(told(value, cell(2019))), key=lambda one: one.check.left)
    assert (own.check.verdict, own.check.left, own.check.right) == (verdict, Decimal(298), Decimal(value))
    assert own.check.severity is (Severity.NOTE if verdict is Verdict.HOLDS else Severity.CONTRADICTION)
    assert (other.check.verdict, other.check.severity) == (Verdict.UNDECIDED, Severity.NOTE)
    assert other.check.statement == f"404 ≠ {value}"


def test_a_count_that_contradicts_what_was_published_is_suspected_with_the_value_published() -> None:
    number = told(289, cell(2019))
    here = Normalised((number,), (), (), (), ())
    found = [one for one in from_vintages(here, checks_of(number), SPEC) if one.severity is Severity.CONTRADICTION]
    suspects = [(each.observation_id, each.value, each.likely_value) for one in found for each in one.suspects]
    assert suspects == [(number.observation_id, "289", Decimal(298))]


def test_figures_of_other_authorities_are_never_compared() -> None:
    populations = {one.population for found in checks_of(told(481, cell(2019))) for one in found.references}
    assert populations == {"series", "us_report_coordinators"}


def test_a_share_that_another_reading_reconciles_is_a_matter_of_wording() -> None:
    """Men and boys are 24 percent; adult men are 19 percent of the adults whose sex is known."""
    (found,) = checks_of(told(19, share(2019, sex="male"), "0.5"))
    assert (found.check.verdict, found.check.severity) == (Verdict.UNDECIDED, Severity.WORDING)
    assert found.check.statement == "(46 + 26) / 298 = 24.1611 % ≠ 19 ± 0.5"
    assert [one.reading for one in found.reconciled] == ["adults_of_known_sex"]
    assert found.reconciled[0].statement == "46 / (202 + 46) = 18.5484 % = 19 ± 0.5"
    assert "adults of known sex only, it agrees: 46 / (202 + 46)" in words_of(found, SPEC).en
    assert found.reconciled[0].sv in words_of(found, SPEC).sv


def test_a_share_that_agrees_needs_no_other_reading() -> None:
    (found,) = checks_of(told(24, share(2019, sex="male"), "0.5"))
    assert (found.check.verdict, found.reconciled) == (Verdict.HOLDS, ())


def test_a_number_that_no_reading_reconciles_breaks_without_one() -> None:
    (found,) = checks_of(told(70, share(2019, sex="male"), "0.5"))
    assert (found.check.verdict, found.reconciled) == (Verdict.BREAKS, ())


def test_accompanying_children_may_be_what_a_total_includes() -> None:
    found = checks_of(told(251, cell(2017)))[0]
    assert [(one.reading, one.statement) for one in found.reconciled] == [("with_accompanying", "225 + 26 = 251")]


def test_accompanying_children_may_be_what_a_total_leaves_out() -> None:
    (found,) = checks_of(told(142, cell(2016)))
    assert found.check.verdict is Verdict.UNDECIDED
    assert [(one.reading, one.statement) for one in found.reconciled] == [("without_accompanying", "150 − 8 = 142")]


def test_parts_are_added_up_only_where_they_are_known_to_be_all() -> None:
    parts = (reference(5, cell(2023, sex="female", age="adult")), reference(6, cell(2023, sex="female", age="child")))
    assert checks_of(told(12, cell(2023, sex="female")), published=parts) == []
    others = (reference(9, cell(2023, sex="male", age="adult")), reference(20, cell(2023)))
    (found,) = checks_of(told(12, cell(2023, sex="female")), published=(*parts, *others))
    assert found.check.statement == "5 + 6 ≠ 12"


def test_parts_that_may_share_persons_are_not_added_up_even_where_they_sum_to_the_whole() -> None:
    parts = (reference(5, cell(2023, sex="female")), reference(5, cell(2023, age="child")), reference(10, cell(2023)))
    what = share(2023, "_T", sex="female", age="child")
    assert checks_of(told(50, what, "0.5"), published=parts) == []
    assert checks_of(told(5, cell(2023, sex="female", age="child")), published=parts) == []


def test_a_part_that_may_be_inside_or_not_decides_nothing() -> None:
    """The one person of unknown sex may be an adult or a child."""
    assert checks_of(told(248, cell(2019, age="adult"))) == []


@pytest.mark.parametrize("edition", [2024, 2025])
def test_a_figure_that_quotes_this_edition_or_a_later_one_is_not_used(edition: int) -> None:
    assert checks_of(told(430, cell(2023)), published=(reference(431, cell(2023), edition=edition),)) == []


@pytest.mark.parametrize(
    ("qualifier", "value", "verdict"),
    [("at_least", 290, "holds"), ("at_least", 300, "breaks"), ("at_most", 300, "holds"), ("at_most", 290, "breaks")],
)
def test_a_bound_is_compared_as_one(qualifier: str, value: int, verdict: str) -> None:
    published = (reference(298, cell(2019)),)
    (found,) = checks_of(told(value, cell(2019), qualifier=qualifier), published=published)
    assert found.check.verdict == verdict


def test_a_published_bound_is_no_value() -> None:
    """A good 80 percent of the women were published."""
    what = share(2021, "sex+age", exploitation_form="sexual", sex="female", age="adult")
    (above,), (below,) = checks_of(told(83, what)), checks_of(told(75, what))
    assert (above.check.verdict, above.check.statement) == (Verdict.HOLDS, "80 ≤ 83")
    assert (below.check.verdict, below.check.statement) == (Verdict.BREAKS, "80 > 75")


@pytest.mark.parametrize("change", [{"value": None}, {"qualifier": "measured"}, {"resolution": Resolution.OPEN}])
def test_what_is_not_surely_told_is_not_compared(change: dict[str, object]) -> None:
    assert checks_of(replace(told(1, cell(2019)), **change)) == []  # type: ignore[arg-type] # one of three


def test_a_round_number_of_every_year_is_compared_with_their_mean() -> None:
    """As published: 57, 49 and 54 children; nothing comparable is known of the other years."""
    what = replace(cell(2018, age="child"), time_period="2018/2022", period_kind="each_year")
    (near,) = checks_of(told(50, what, "5", "approximate"))
    assert (near.check.verdict, near.check.statement) == (Verdict.HOLDS, "(57 + 49 + 54) / 3 = 53.3333 = 50 ± 5")
    (far,) = checks_of(told(70, what, "5", "approximate"))
    assert (far.check.verdict, far.check.severity) == (Verdict.BREAKS, Severity.WORDING)


def test_an_exact_number_of_every_year_is_compared_with_each() -> None:
    what = replace(cell(2018, age="child"), time_period="2018/2019", period_kind="each_year")
    assert [one.check.statement for one in checks_of(told(57, what))] == ["57 = 57", "49 ≠ 57"]


@pytest.mark.parametrize(("place", "verdict"), [(4, "holds"), (5, "holds"), (3, "breaks"), (6, "undecided")])
def test_a_place_is_no_better_than_larger_classes_allow(place: int, verdict: str) -> None:
    """Two countries with 23 persons share the fourth place; countries that were not published may be before a sixth."""
    what = replace(cell(2023, origin="SE"), measure="rank", base_measure="persons_identified", about="origin")
    (found,) = checks_of(told(place, what))
    assert found.check.verdict == verdict
    assert found.check.statement.startswith("62 > 34 > 29 > 23 = 23: 4–5 ")


def test_a_place_may_be_told_by_a_list() -> None:
    what = replace(cell(2019, origin="NG", age="adult"), measure="rank", base_measure="persons_identified")
    (found,) = checks_of(told(2, replace(what, about="origin")))
    assert (found.check.verdict, found.check.statement) == (Verdict.HOLDS, "RO > NG > BG: 2 = 2")


def test_words_of_a_rise_are_refuted_by_a_fall_that_was_published() -> None:
    """The figure of the first year is another vintage's, so that the words are doubtful and not wrong."""
    own = [told(130, cell(2022, exploitation_form="labour")), told(189, cell(2023, exploitation_form="labour"))]
    (found,) = checks_of_words(said("trend", "up", "2018/2023", exploitation_form="labour"), *own)
    assert (found.check.verdict, found.check.severity) == (Verdict.BREAKS, Severity.WORDING)
    assert found.check.statement == "189 (2021) > 130 (2022) < 189 (2023)"
    assert found.check.observation_ids == ()
    assert "another vintage, the coordinators' figures as later reported" in words_of(found, SPEC).en
    assert found.said is not None


@pytest.mark.parametrize(
    ("direction", "verdict", "severity"),
    [("up", Verdict.BREAKS, Severity.CONTRADICTION), ("down", Verdict.HOLDS, Severity.NOTE)],
)
def test_words_of_two_years_that_the_series_told_are_right_or_wrong(
    direction: str, verdict: Verdict, severity: Severity
) -> None:
    (found,) = checks_of_words(said("trend", direction, "2019", compared="2018", age="child"))
    assert (found.check.verdict, found.check.severity) == (verdict, severity)
    assert found.check.statement == "57 (2018) > 49 (2019)"


def test_a_trend_is_left_alone_where_all_its_numbers_are_the_reports_own() -> None:
    own = [told(10, cell(2021, sex="other")), told(12, cell(2022, sex="other"))]
    published = (reference(10, cell(2020, sex="male")),)
    assert checks_of_words(said("trend", "down", "2021/2022", sex="other"), *own, published=published) == []


@pytest.mark.parametrize(
    ("kind", "classes", "holds"),
    [
        ("superlative", "TH", True),
        ("superlative", "RO", False),
        ("ranking", "TH RO UA", True),
        ("ranking", "TH UA RO", False),
        ("ranking", "TH RO UA SE NG", True),
    ],
)
def test_an_order_of_classes_is_compared_with_their_counts(kind: str, classes: str, holds: bool) -> None:  # noqa: FBT001
    (found,) = checks_of_words(said(kind, classes, "2024", "origin", "2023"))
    assert (found.check.verdict is Verdict.HOLDS) is holds
    assert found.check.severity is (Severity.NOTE if holds else Severity.WORDING)


@pytest.mark.parametrize(("members", "holds"), [("cleaning construction", True), ("cleaning", False)])
def test_classes_that_were_listed_are_among_all_that_are_named(members: str, holds: bool) -> None:  # noqa: FBT001
    published = (listed("construction cleaning", cell(2023, exploitation_form="labour"), "industry"),)
    words = said("members", members, "2023", "industry:observed", exploitation_form="labour")
    (found,) = checks_of_words(words, published=published)
    assert (found.check.verdict is Verdict.HOLDS) is holds


@pytest.mark.parametrize(("women", "holds"), [(60, True), (40, False)])
def test_a_majority_told_of_an_earlier_year_too_is_compared_with_its_share(women: int, holds: bool) -> None:  # noqa: FBT001
    published = (reference(100, cell(2023)), reference(women, cell(2023, sex="female")))
    (found,) = checks_of_words(said("majority", "majority", "2024", "sex", "2023", sex="female"), published=published)
    assert (found.check.verdict is Verdict.HOLDS) is holds
    assert found.check.statement == f"{women} / 100 = {women}.0000 % {'>' if holds else '≤'} 50 % (2023)"


def test_editions_loaded_earlier_are_compared_like_figures_of_the_family(tmp_path: Path) -> None:
    """What the edition before tells of its own year, boxes and all: 60 + 51 of 189 are women and girls."""
    labour = {"exploitation_form": "labour"}
    boxes = [
        row("189", 2023, **labour),
        row("60", 2023, sex="female", age="adult", **labour),
        row("51", 2023, sex="female", age="child", **labour),
        row("78", 2023, sex="male", age="adult", **labour),
    ]
    publish(tmp_path, 2023, boxes)
    published = before(Store(tmp_path), known_family(), report_of(EDITION)).references
    women = share(2023, "exploitation_form", exploitation_form="labour", sex="female")
    (agreeing,) = checks_of(told(59, women, "0.5"), published=published)
    assert (agreeing.check.verdict, agreeing.check.statement) == (
        Verdict.HOLDS,
        "(60 + 51) / 189 = 58.7302 % = 59 ± 0.5",
    )
    (breaking,) = checks_of(told(43, women, "0.5"), published=published)
    assert breaking.check.severity is Severity.WORDING
    assert [one.reading for one in breaking.reconciled] == ["adults"]
    assert "edition 2023, regionkoordinatorerna-2023" in words_of(breaking, SPEC).en

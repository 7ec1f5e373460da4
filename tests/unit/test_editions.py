"""The keyed editions agree with themselves; what a reader makes of them is tested elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import babel
import pytest
from num2words import num2words

from pipeline.spec.loading import FAMILIES, load_family
from tests.fixtures.editions import FOLDER, Edition, EditionError, ToldNumber, Truth, load_edition

FAMILY = load_family(FAMILIES / "regionkoordinatorerna").spec
COUNTRIES = set(babel.Locale("sv").territories)
PATHS = sorted(FOLDER.glob("*.yml"))
EDITIONS = {path.stem: load_edition(path) for path in PATHS}
every_edition = pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS.keys())

MEASURES = {
    "persons_identified",
    "persons_reclassified",
    "persons_also_exploited",
    "related_children",
    "share",
    "change",
    "rank",
    "category_count",
}
CHANGE_UNITS = {"persons", "cases", "percent", "percentage_points"}
UNITS = {
    "persons_identified": {"persons", "cases"},
    "persons_reclassified": {"persons", "cases"},
    "persons_also_exploited": {"persons", "cases"},
    "related_children": {"persons"},
    "share": {"percent"},
    "change": CHANGE_UNITS,
    "rank": {"rank"},
    "category_count": {"count"},
}
QUALIFIERS = {"exact", "approximate", "at_least", "at_most", "lower", "upper"}

ORDINALS = ["första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde"]
SHARES = {
    "hälften": "50",
    "en tredjedel": "33.3",
    "två tredjedelar": "66.7",
    "en fjärdedel": "25",
    "tre fjärdedelar": "75",
    "en femtedel": "20",
    "varannan": "50",
    "var tredje": "33.3",
    "var fjärde": "25",
    "var femte": "20",
    "två av tre": "66.7",
    "tre av fyra": "75",
    "tre av fem": "60",
    "fyra av tio": "40",
    "halverats": "-50",
    "fördubblats": "100",
    "fördubbling": "100",
    "tredubblats": "200",
}
WORDS = {
    **{num2words(number, lang="sv"): Decimal(number) for number in range(1, 100)},
    **{word: Decimal(rank) for rank, word in enumerate(ORDINALS, 1)},
    **dict.fromkeys(("ingen", "inget", "inga"), Decimal(0)),
    **{word: Decimal(value) for word, value in SHARES.items()},
    "en": Decimal(1),
    "ett": Decimal(1),
}
"""What the number words of the editions stand for, sign left out except for the verbs of change."""

HEDGED_SHARE = Decimal(4)
HEDGED_FIGURE = Decimal("0.9")
HEDGED_WORD = Decimal(12)
"""How far a hedged number may be from what the counts give: a share in percent, a change in figures, a change in a word
like doubled."""

Codes = frozenset[tuple[str, str]]
Counts = dict[tuple[str, str, Codes], Decimal]


def codes_of(truth: Truth, *, without: tuple[str, ...] = ()) -> Codes:
    return frozenset((name, code) for name, code in truth.codes.items() if name not in without)


def value_as_printed(printed: str) -> Decimal:
    squeezed = re.sub(r"\s", "", printed)
    if re.fullmatch(r"\d+(,\d+)?", squeezed):
        return Decimal(squeezed.replace(",", "."))
    return WORDS[printed.casefold()]


def fact_key(truth: Truth) -> tuple[str, ...]:
    """What is told, whatever the unit's word."""
    codes = ";".join(f"{name}={code}" for name, code in sorted(truth.codes.items()))
    change_unit = truth.unit if truth.measure == "change" else ""
    told = (truth.measure, truth.base_measure, truth.share_base, truth.about, change_unit, truth.qualifier)
    return (*told, codes, truth.time_period, truth.period_kind, truth.compared_to)


def exact_counts(edition: Edition) -> Counts:
    """Exact counts of one year each, by measure, year and codes."""
    return {
        (number.truth.measure, number.truth.time_period, codes_of(number.truth)): number.truth.value
        for number in edition.numbers()
        if number.truth.measure in {"persons_identified", "related_children"}
        and number.truth.qualifier == "exact"
        and number.truth.period_kind == "total"
    }


def broken_shares(edition: Edition) -> Iterator[str]:
    """Shares that differ from their counts, where both are told, by more than rounding or a hedge allows."""
    counts = exact_counts(edition)
    for number in edition.numbers():
        truth = number.truth
        if truth.measure != "share":
            continue
        held = set() if truth.share_base == "_T" else set(truth.share_base.split("+"))
        base = frozenset(pair for pair in codes_of(truth) if pair[0] in held)
        part = counts.get((truth.base_measure, truth.time_period, codes_of(truth)))
        whole = counts.get((truth.base_measure, truth.time_period, base))
        if part is None or whole is None:
            continue
        share = 100 * part / whole
        is_within = (
            share >= truth.value
            if truth.qualifier == "at_least"
            else abs(share - truth.value) <= (Decimal("0.5") if truth.qualifier == "exact" else HEDGED_SHARE)
        )
        if not is_within:
            yield f"{number.printed}: {part} of {whole}"


def broken_changes(edition: Edition) -> Iterator[str]:
    """Changes of counts that differ from the two counts, where both are told."""
    counts = exact_counts(edition)
    for number in edition.numbers():
        truth = number.truth
        if truth.measure != "change" or truth.base_measure == "share":
            continue
        now = counts.get((truth.base_measure, truth.time_period, codes_of(truth)))
        before = counts.get((truth.base_measure, truth.compared_to, codes_of(truth)))
        if now is None or before is None:
            continue
        change = 100 * (now - before) / before if truth.unit == "percent" else now - before
        hedged = HEDGED_WORD if number.printed.casefold() in SHARES else HEDGED_FIGURE
        exact = Decimal("0.5") if truth.unit == "percent" else Decimal(0)
        is_within = (
            change >= truth.value
            if truth.qualifier == "at_least"
            else abs(change - truth.value) <= (exact if truth.qualifier == "exact" else hedged)
        )
        if not is_within:
            yield f"{number.printed}: from {before} to {now}"


def broken_sums(edition: Edition) -> Iterator[str]:
    """Parts of a total, told in one edition, that come to more than the total."""
    counts = exact_counts(edition)
    dimensions = {name for _, _, codes in counts for name, _ in codes}
    for (measure, period, codes), total in counts.items():
        for dimension in sorted(dimensions - {name for name, _ in codes}):
            parts = [
                value
                for (other, year, its), value in counts.items()
                if (other, year) == (measure, period)
                and codes < its
                and {name for name, _ in its - codes} == {dimension}
            ]
            if sum(parts) > total:
                yield f"{measure} {period} {sorted(codes)} by {dimension}: {parts} of {total}"


@every_edition
def test_every_number_stands_where_its_span_says(edition: Edition) -> None:
    for section in edition.sections:
        for paragraph in section.paragraphs:
            found = [paragraph.text[number.start : number.end] for number in paragraph.numbers]
            assert found == [number.printed for number in paragraph.numbers]
            assert all(first.end <= second.start for first, second in combinations(paragraph.numbers, 2))
            assert "{" not in paragraph.text


@every_edition
def test_what_is_printed_is_the_value_without_its_sign(edition: Edition) -> None:
    different = [
        (number.printed, number.truth.value)
        for number in edition.numbers()
        if abs(value_as_printed(number.printed)) != abs(number.truth.value)
    ]
    assert different == []


@every_edition
def test_only_changes_are_negative(edition: Edition) -> None:
    assert {number.truth.measure for number in edition.numbers() if number.truth.value < 0} <= {"change"}


@every_edition
def test_codes_are_those_of_the_family(edition: Edition) -> None:
    for number in edition.numbers():
        FAMILY.require_codes(number.truth.codes, f"{edition.name}: {number.name}")
        origin = number.truth.codes.get("origin", "_U")
        assert origin in COUNTRIES | {"_U", "_O"}
        assert "_T" not in number.truth.codes.values()


@every_edition
def test_measures_units_and_qualifiers_are_known(edition: Edition) -> None:
    truths = [number.truth for number in edition.numbers()]
    assert {truth.measure for truth in truths} <= MEASURES
    assert {truth.qualifier for truth in truths} <= QUALIFIERS
    assert [(truth.measure, truth.unit) for truth in truths if truth.unit not in UNITS[truth.measure]] == []


@every_edition
def test_what_a_measure_is_of_is_told_where_it_is_of_something(edition: Edition) -> None:
    for number in edition.numbers():
        truth = number.truth
        assert (truth.base_measure != "_Z") == (truth.measure in {"share", "change", "rank"}), number
        assert (truth.share_base != "_Z") == (truth.measure == "share"), number
        assert truth.measure != "change" or truth.compared_to != "_Z", number
        assert truth.compared_to == "_Z" or truth.measure in {"change", "share", "rank"}, number
        assert (truth.about != "_Z") == (truth.measure in {"rank", "category_count", "persons_also_exploited"}), number


@every_edition
def test_a_share_holds_the_codes_of_its_base(edition: Edition) -> None:
    for number in edition.numbers():
        if number.truth.share_base not in {"_Z", "_T"}:
            assert set(number.truth.share_base.split("+")) <= set(number.truth.codes)


@every_edition
def test_related_children_have_a_place_and_nothing_else_has(edition: Edition) -> None:
    for number in edition.numbers():
        dimensions = set(number.truth.codes)
        assert (
            dimensions <= {"location"} if number.truth.measure == "related_children" else "location" not in dimensions
        )


@every_edition
def test_periods_are_years_or_spans_that_are_not_after_the_edition(edition: Edition) -> None:
    for number in edition.numbers():
        truth = number.truth
        years = [int(year) for period in (truth.time_period, truth.compared_to) for year in re.findall(r"\d+", period)]
        assert all(2016 <= year <= edition.edition_year for year in years)
        assert ("/" in truth.time_period) <= (truth.period_kind == "each_year")
        assert truth.compared_to != truth.time_period


@every_edition
def test_one_fact_has_one_value(edition: Edition) -> None:
    values: dict[tuple[str, ...], set[Decimal]] = {}
    for number in edition.numbers():
        values.setdefault(fact_key(number.truth), set()).add(number.truth.value)
    assert {key: found for key, found in values.items() if len(found) > 1} == {}


@every_edition
def test_parts_are_not_more_than_their_total(edition: Edition) -> None:
    assert list(broken_sums(edition)) == []


@every_edition
def test_the_ages_of_everyone_add_up(edition: Edition) -> None:
    counts = exact_counts(edition)
    year = str(edition.edition_year)
    ages = [
        counts.get(("persons_identified", year, frozenset({("age", code)})), 0) for code in ("adult", "child", "_U")
    ]
    assert sum(ages) == counts["persons_identified", year, frozenset()]


@every_edition
def test_the_two_offences_add_up(edition: Edition) -> None:
    counts = exact_counts(edition)
    year = str(edition.edition_year)
    offences = [
        counts["persons_identified", year, frozenset({("offence", code)})]
        for code in ("trafficking", "human_exploitation")
    ]
    assert sum(offences) == counts["persons_identified", year, frozenset()]


@every_edition
def test_shares_follow_from_the_counts(edition: Edition) -> None:
    assert list(broken_shares(edition)) == []


@every_edition
def test_changes_follow_from_the_counts(edition: Edition) -> None:
    assert list(broken_changes(edition)) == []


@every_edition
def test_every_kind_of_content_is_there(edition: Edition) -> None:
    truths = [number.truth for number in edition.numbers()]
    assert {truth.measure for truth in truths} == MEASURES
    assert {name for truth in truths for name in truth.codes} == set(FAMILY.dimensions)
    assert {truth.unit for truth in truths if truth.measure == "change"} >= {"persons", "percent"}


@every_edition
def test_numbers_that_are_no_statistic_are_there_too(edition: Edition) -> None:
    assert sum(plain_digits(edition).values()) >= 10


def plain_digits(edition: Edition) -> Counter[str]:
    """Digit runs that belong to no number of the series."""
    runs: Counter[str] = Counter()
    for section in edition.sections:
        for paragraph in section.paragraphs:
            inside = [range(number.start, number.end) for number in paragraph.numbers]
            runs.update(
                match.group()
                for match in re.finditer(r"\d+", paragraph.text)
                if not any(match.start() in span for span in inside)
            )
    return runs


def test_no_paragraph_is_told_twice() -> None:
    told = Counter(
        paragraph.text
        for edition in EDITIONS.values()
        for section in edition.sections
        for paragraph in section.paragraphs
    )
    assert [text for text, times in told.items() if times > 1] == []


SMALL = """\
held_out: false
edition_year: 2031
sections:
  - id: summary
    paragraphs:
      - text: Av {total} personer var {children} barn.
        numbers:
          total: {printed: "12", value: 12, codes: {}}
          children: {printed: två, value: 2, codes: {age: child}, time_period: "2030"}
"""


def test_a_number_knows_its_characters_and_has_the_defaults_of_its_edition(tmp_path: Path) -> None:
    path = tmp_path / "2031-x.yml"
    path.write_text(SMALL, encoding="utf-8")
    edition = load_edition(path)
    assert edition.sections[0].paragraphs[0].text == "Av 12 personer var två barn."
    total, children = edition.numbers()
    assert (total.start, total.end, children.start, children.end) == (3, 5, 19, 22)
    assert total == ToldNumber("total", "12", 3, 5, total.truth)
    assert total.truth == Truth(
        Decimal(12), {}, "2031", "persons_identified", "persons", "exact", "total", "_Z", "_Z", "_Z", "_Z"
    )
    assert children.truth.time_period == "2030"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{total} personer", "{totalt} personer", "no number for {totalt}"),
        ("Av {total} personer", "Tolv personer", r"leaves out \['total'\]"),
        ("Av {total} personer", "Av {total} och {total} personer", "used twice"),
        ("printed: två", "gedruckt: två", "gedruckt"),
        (", codes: {age: child}", "", r"\['codes'\] missing"),
        ("value: 2,", "value: 2.5,", "in quotes"),
        ("- id: summary", "- id: summary\n    style: shout", "unknown style 'shout'"),
    ],
)
def test_a_file_that_is_not_understood_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in SMALL
    path = tmp_path / "2031-x.yml"
    path.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(EditionError, match=message):
        load_edition(path)

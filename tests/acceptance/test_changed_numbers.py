"""A sentence whose number is changed changes exactly its own row.

Every number of the sample's running text is printed as another value of the same form, one at a time: digits as digits,
words as words. What may differ then:

- the row of that number, in its value alone;
- where the number is printed elsewhere too, a row may be *missing* that took its codes from the other print: ``av de
  22 barnen`` points back by the number, so two prints that differ no longer point at each other. A row that is there
  has the codes that it had: a print is never given those of something else.

Nothing else may change, and no row may come in.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from pipeline.model.observation import Observation
from pipeline.model.printed import PassageKind
from pipeline.normalise.prose.draft import Claim
from tests.fixtures.analysis import analyse
from tests.fixtures.told import read, short_row
from tests.typeset import PRESETS, Number, ReportData, load_data, typeset, with_value

DATA = load_data(Path(__file__).parents[1] / "typeset" / "data" / "regionkoordinatorerna-2024.yml")
LAYOUT = PRESETS["facsimile"]
KINDS = {"panel": PassageKind.PANEL, "quote": PassageKind.QUOTE}

# One word for another of its kind, with its value; none of them is printed in the sample otherwise.
WORDS = {
    "En": ("Åtta", 8),
    "Fyra": ("Nio", 9),
    "fem": ("nio", 9),
    "fjärde": ("femte", 5),
    "fyra": ("nio", 9),
    "halvering": ("fördubbling", 100),
    "inget": ("nio", 9),
    "sex": ("nio", 9),
    "sjätte": ("åttonde", 8),
    "sju": ("nio", 9),
    "tre": ("nio", 9),
    "tredje": ("femte", 5),
    "två": ("nio", 9),
    "åtta": ("nio", 9),
}
PDF_KEYS = (
    "summary.thailand",
    "labour.women_share_2022",
    "sex.male",
    "children.girls_2023",
    "referrers.civil_rank",
    "related.abroad",
)
"""One of each kind: a count in a list, a share of another year, one of two joined, one against another year, a rank in
words, related children. None is printed twice."""


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """A number where it is printed: ``place`` is its passage, paragraph by paragraph, and its key."""

    place: str
    number: Number

    @property
    def printed(self) -> str:
        return self.number.printed or ""


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the text at a print, or with no place where no number of the data is; ``row`` has all but the value."""

    place: str
    value: Decimal
    row: tuple[tuple[str, str], ...]


def prints_of(data: ReportData) -> Iterator[Print]:
    for section in data.sections:
        for index, paragraph in enumerate(section.paragraphs):
            yield from (Print(f"{index}:{number.key}", number) for number in paragraph.numbers.values())


PRINTS = list(prints_of(DATA))
DIGITS = {one.printed for one in PRINTS}
TIMES_PRINTED = Counter(one.number.value for one in PRINTS)


def another(printed: str) -> tuple[str, Decimal]:
    """The nearest value of the same form and length that no number of the text has."""
    if not printed.isdigit():
        word, value = WORDS[printed]
        return word, Decimal(value)
    length = len(printed)
    free = [value for value in range(10 ** (length - 1), 10**length) if str(value) not in DIGITS]
    near = min(free, key=lambda value: abs(value - int(printed)))
    return str(near), Decimal(near)


def told(changed: Mapping[str, str]) -> Counter[Told]:
    """The rows of headings and paragraphs, where ``changed`` has another text for some of the prints."""
    passages: list[tuple[PassageKind, str]] = []
    places: list[dict[int, str]] = []
    for section in DATA.sections:
        if section.heading:
            passages.append((PassageKind.HEADING, section.heading))
            places.append({})
        for index, paragraph in enumerate(section.paragraphs):
            text, starts = "", {}
            for literal, name, _, _ in string.Formatter().parse(paragraph.text):
                text += literal
                if name:
                    one = Print(f"{index}:{paragraph.numbers[name].key}", paragraph.numbers[name])
                    starts[len(text)] = one.place
                    text += changed.get(one.place, one.printed)
            passages.append((KINDS.get(section.style, PassageKind.PARAGRAPH), text))
            places.append(starts)
    readings = read(passages, DATA.edition_year)
    return Counter(
        told_at(claim, starts) for starts, reading in zip(places, readings, strict=True) for claim in reading.claims
    )


def told_at(claim: Claim, starts: Mapping[int, str]) -> Told:
    """The row at a print; the ends of a range are one numeral, and each is a number of its own."""
    inside = [place for start, place in sorted(starts.items()) if claim.quantity.start <= start < claim.quantity.end]
    place = inside[-1 if claim.qualifier == "upper" else 0] if inside else ""
    said = short_row(claim, DATA.edition_year)
    return Told(place, claim.value, tuple((name, word) for name, word in said.items() if name != "value"))


BEFORE = told({})


@cache
def told_with_another(one: Print) -> Counter[Told]:
    """The rows where one print has another value."""
    return told({one.place: another(one.printed)[0]})


def test_every_number_of_the_sample_has_one_row_with_its_value() -> None:
    at_prints = [(one.place, one.value) for one in BEFORE.elements() if one.place]
    assert sorted(at_prints) == sorted((one.place, one.number.value) for one in PRINTS)


@pytest.mark.parametrize("one", PRINTS, ids=[one.place for one in PRINTS])
def test_a_changed_number_changes_its_own_row_and_no_other(one: Print) -> None:
    _, value = another(one.printed)
    expected = Counter(replace(each, value=value) if each.place == one.place else each for each in BEFORE.elements())
    after = told_with_another(one)
    assert list(after - expected) == []
    if TIMES_PRINTED[one.number.value] == 1:
        assert list(expected - after) == []


def test_few_rows_are_lost_with_their_reference() -> None:
    """Else the allowance for references that are cut would hide a parser that gives up."""
    lost = {one.place: BEFORE.total() - told_with_another(one).total() for one in PRINTS}
    assert sum(lost.values()) <= 10, {place: rows for place, rows in lost.items() if rows}


@dataclass(frozen=True, slots=True)
class Printed:
    """An observation without its place, since another number moves the words behind it on the page."""

    printed: str
    value: Decimal | None
    rest: tuple[str, ...]


def rows_of_pdf(data: ReportData, folder: Path) -> Counter[Printed]:
    return Counter(printed_as(one) for one in analyse(typeset(data, LAYOUT).pdf, folder).observations)


def printed_as(one: Observation) -> Printed:
    """What an observation says; its id holds the fact and its order among the prints of that fact."""
    rest = (one.observation_id, one.unit, one.qualifier, one.obs_status, one.source_kind, one.block_id)
    return Printed(one.number.text, one.value, rest)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Counter[Printed]:
    return rows_of_pdf(DATA, tmp_path_factory.mktemp("unchanged"))


@pytest.mark.parametrize("key", PDF_KEYS)
def test_a_changed_number_of_a_pdf_changes_its_own_row_and_no_other(
    key: str, unchanged: Counter[Printed], tmp_path: Path
) -> None:
    (old,) = (one for one in PRINTS if one.number.key == key)
    printed, value = another(old.printed)
    after = rows_of_pdf(with_value(DATA, "prose", key, value, printed), tmp_path)
    (gone,), (come,) = (unchanged - after).elements(), (after - unchanged).elements()
    assert (gone.printed, gone.value) == (old.printed, old.number.value)
    assert come == replace(gone, printed=printed, value=value)

"""How much of other editions' running text is read, and how much of what is read is right.

The texts are told by other hands than the parser's (``editions/README.md``). A row is right when its codes, its value
and all of ``COMPARED`` are as keyed, at the place of the number; a row at a place where nothing is keyed is wrong. A
number that is withheld in doubt has no row: it lowers recall alone. A row is settled when its meaning is not left open
by the other numbers (``resolution``).
``python -m pytest -s`` shows the scores.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from operator import add

from pipeline.model.geometry import BBox
from pipeline.model.observation import Normalised, Observation, Resolution, numbered
from pipeline.model.printed import CharPlace, Passage, PassageKind
from pipeline.model.report import Report
from pipeline.normalise.prose.observe import observations_of_prose
from pipeline.normalise.prose.reader import read_prose
from pipeline.validate.ambiguity import decide
from tests.fixtures.editions import FOLDER, Edition, Section, ToldNumber, load_edition
from tests.fixtures.told import first_family, number

# Recall: numbers keyed that are read right. Right: rows that are right. Settled: settled rows that are right. All in
# percent, as measured, less two.
SEEN, HELD_OUT = "read while the parser was written", "held out"
FLOORS = {
    SEEN: {"recall": 93.0, "right": 96.9, "settled": 97.1},
    HELD_OUT: {"recall": 91.8, "right": 95.7, "settled": 96.0},
}

COMPARED = ("measure", "base_measure", "about", "time_period", "period_kind", "share_base", "compared_to")
"""Besides codes and value; the fields have these names in the truth and in a fact."""

EDITIONS = [load_edition(path) for path in sorted(FOLDER.glob("*.yml"))]

Place = tuple[int, int, int]
"""Number of the passage, first character, and which of the rows there: the ends of a range are two."""
Told = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one edition or of several."""

    keyed: int = 0
    rows: int = 0
    right: int = 0
    settled_rows: int = 0
    settled_right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*map(add, astuple(self), astuple(other)))

    @property
    def percent(self) -> dict[str, float]:
        """By the names of the floors."""
        return {
            "recall": 100 * self.right / self.keyed,
            "right": 100 * self.right / self.rows,
            "settled": 100 * self.settled_right / self.settled_rows,
        }


def group_of(edition: Edition) -> str:
    return HELD_OUT if edition.held_out else SEEN


def passages_of(section: Section) -> Iterator[tuple[PassageKind, str, Sequence[ToldNumber]]]:
    """The passages of a section as they come out of a PDF, each with its numbers."""
    if section.heading:
        yield PassageKind.HEADING, section.heading, ()
    kinds = {"panel": PassageKind.PANEL, "quote": PassageKind.QUOTE}
    for paragraph in section.paragraphs:
        yield kinds.get(section.style, PassageKind.PARAGRAPH), paragraph.text, paragraph.numbers


@cache
def compared(name: str) -> tuple[dict[Place, Told], dict[Place, tuple[Told, bool]]]:
    """The truth of an edition, and what is read of it with whether it is settled, each by place."""
    (edition,) = (one for one in EDITIONS if one.name == name)
    passages = [passage for section in edition.sections for passage in passages_of(section)]
    truth: dict[Place, Told] = {}
    for index, (_, _, numbers) in enumerate(passages):
        for one in numbers:
            truth[_free(truth, index, one.start)] = told_by_truth(one)
    found: dict[Place, tuple[Told, bool]] = {}
    for observation in observations_of([(kind, text) for kind, text, _ in passages], edition.edition_year):
        index = observation.number.page - 1
        starts = [one.start for one in passages[index][2]]
        place = _free(found, index, _place_of(observation, starts))
        found[place] = told_by(observation), observation.resolution is not Resolution.OPEN
    return truth, found


def observations_of(passages: Sequence[tuple[PassageKind, str]], edition_year: int) -> tuple[Observation, ...]:
    """What a run reads in the passages; each stands on a page of its own, and a character is 1 pt wide."""
    printed = [
        Passage(kind, text, tuple(None if char.isspace() else _place(page, at) for at, char in enumerate(text)))
        for page, (kind, text) in enumerate(passages, start=1)
    ]
    readings = read_prose(passages, first_family(), edition_year)
    report = Report("r-1", "r", edition_year, "1", "x.pdf", "0" * 64, is_facsimile=False)
    read = numbered(observations_of_prose(zip(printed, readings, strict=True), report, first_family()))
    return decide(Normalised(read, (), (), (), ())).observations


def _place(page: int, at: int) -> CharPlace:
    return CharPlace(page, 0, BBox(at, 0, at + 1, 1))


def _free(taken: Mapping[Place, object], passage: int, start: int) -> Place:
    nth = sum((passage, start) == place[:2] for place in taken)
    return passage, start, nth


def _place_of(observation: Observation, starts: Sequence[int]) -> int:
    """Where the number is keyed: a range is one numeral to the parser, and its upper end is keyed behind the dash."""
    first = int(observation.number.bbox.x0)
    inside = [start for start in starts if first <= start < first + len(observation.number.text)]
    return inside[-1 if observation.qualifier == "upper" else 0] if inside else first


def told_by_truth(one: ToldNumber) -> Told:
    truth = one.truth
    return said(truth.codes), number(truth.value), *(getattr(truth, name) for name in COMPARED)


def told_by(observation: Observation) -> Told:
    fact = observation.fact
    assert observation.value is not None
    return said(dict(fact.codes)), number(observation.value), *(getattr(fact, name) for name in COMPARED)


def said(codes: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset((name, code) for name, code in codes.items() if code not in {"_T", "_Z"})


def score_of(edition: Edition) -> Score:
    truth, found = compared(edition.name)
    right = [(truth.get(place) == told, is_settled) for place, (told, is_settled) in found.items()]
    settled = [is_right for is_right, is_settled in right if is_settled]
    return Score(len(truth), len(found), sum(is_right for is_right, _ in right), len(settled), sum(settled))


def scores() -> dict[str, Score]:
    """The score of each group."""
    by_group = {group: Score() for group in FLOORS}
    for edition in EDITIONS:
        by_group[group_of(edition)] += score_of(edition)
    return by_group


def table() -> str:
    """The scores of editions and groups, a line each."""
    named = [(f"{one.name} ({group_of(one)})", score_of(one)) for one in EDITIONS]
    lines = [f"{'':48}{'keyed':>7}{'rows':>7}{'right':>7}{'recall':>9}{'right':>8}{'settled':>9}"]
    for name, one in [*named, *scores().items()]:
        percent = "".join(f"{value:8.1f}%" for value in one.percent.values())
        lines.append(f"{name:48}{one.keyed:7}{one.rows:7}{one.right:7}{percent}")
    return "\n".join(lines)


def test_as_much_is_read_right_as_when_it_was_last_measured() -> None:
    print("\n" + table())
    assert {group_of(one) for one in EDITIONS} == set(FLOORS)
    assert all(score_of(one).keyed == len(list(one.numbers())) for one in EDITIONS)
    for group, score in scores().items():
        fallen = {name: value for name, value in score.percent.items() if value < FLOORS[group][name]}
        assert not fallen, group

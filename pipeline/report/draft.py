"""A first family from a report that none describes: its blocks, labels and totals, for a person to finish.

Only what a family can say is drafted: blocks of whole numbers by rows and one kind of heading. What is left out is
listed with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model.document import Document
from pipeline.model.observation import MEASURED, TOTAL, Normalised, Observation, SourceKind
from pipeline.model.printed import Caption, squashed
from pipeline.model.slug import slug_of
from pipeline.model.verdict import Check, Verdict

PATH = " / "
ROW, COLUMN = "row", "column"

WHOLE = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|\d+")
"""What a block of a family may print: thousands with a space or nothing."""

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

FEWEST_NUMBERS = 3

ALIKE = 0.5
"""Blocks that have this part of the smaller one's labels in common speak of the same classes."""

HEADLINE_SHARE = 0.7
"""As in ``normalise.identify``: type this near the first page's largest is its headline."""

FURTHEST = 200
"""Characters between a title and its year."""


@dataclass(frozen=True, slots=True)
class DraftTitle:
    """The title as printed, and the pattern that recognises it with its year; empty where no year is told there."""

    text: str
    pattern: str


@dataclass(slots=True)
class DraftDimension:
    """Classes by their labels, in the order met.

    ``totals`` are labels of all of them together; ``parts`` are those of a class that is told, too, with its label.
    """

    name: str
    labels: list[str] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)

    def holds(self, labels: Sequence[str]) -> bool:
        """Whether these labels are of its classes."""
        mine = {squashed(label) for label in (*self.labels, *self.totals)}
        theirs = {squashed(label) for label in labels}
        return len(mine & theirs) >= ALIKE * min(len(mine), len(theirs))


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A block, or a chart, with the dimensions of its rows and headings; ``adds_up`` tells which were found to."""

    name: str
    caption: str
    kind: SourceKind
    rows: DraftDimension
    groups: DraftDimension | None
    adds_up: frozenset[str]
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A family to be: ``left_out`` are blocks that it cannot describe, with the reason."""

    title: DraftTitle
    publisher: str
    dimensions: tuple[DraftDimension, ...]
    blocks: tuple[DraftBlock, ...]
    charts: tuple[DraftBlock, ...]
    left_out: tuple[tuple[str, str], ...]
    sentences: int


def draft_of(document: Document, normalised: Normalised, checks: Iterable[Check], captions: Sequence[Caption]) -> Draft:
    """The draft of a family from what was read of one report without one."""
    sums = _sums(checks, normalised.observations)
    dimensions: list[DraftDimension] = []
    blocks: list[DraftBlock] = []
    left_out: list[tuple[str, str]] = []
    for name, cells in _by_block(normalised, charts=False).items():
        reason = _cannot(cells)
        if reason:
            left_out.append((name, reason))
            continue
        block = _block(name, cells, sums, dimensions, _caption_of(cells, normalised, captions))
        twin = next((one for one in blocks if one.rows is block.rows and one.groups is block.groups), None)
        if block.rows is block.groups:
            left_out.append((name, "its rows and columns have the same names"))
        elif twin is None:
            blocks.append(block)
        elif not block.groups or not _is_under_sections(cells):
            left_out.append((name, f"has the labels of {twin.name}, and nothing tells the two apart"))
    charts = [
        _block(name, cells, {}, dimensions, _caption_of(cells, normalised, captions))
        for name, cells in _by_block(normalised, charts=True).items()
    ]
    return Draft(
        title=title_of(document),
        publisher=dict(document.metadata).get("Author", ""),
        dimensions=tuple(dimensions),
        blocks=tuple(sorted(blocks, key=lambda one: one.groups is None)),
        charts=tuple(_without_twins(charts, left_out)),
        left_out=tuple(left_out),
        sentences=sum(one.source_kind is SourceKind.PROSE for one in normalised.observations),
    )


def _by_block(normalised: Normalised, *, charts: bool) -> dict[str, list[Observation]]:
    found: dict[str, list[Observation]] = {}
    for one in normalised.observations:
        if one.source_kind is not SourceKind.PROSE and (one.source_kind is SourceKind.CHART) == charts:
            found.setdefault(one.block_id, []).append(one)
    return found


def _cannot(cells: Sequence[Observation]) -> str:
    """Why a family cannot describe a block; empty where it can."""
    names = {name for one in cells for name in (_innermost(one, ROW), _innermost(one, COLUMN)) if name}
    places = {(one.fact.code(ROW), one.fact.code(COLUMN)) for one in cells}
    reasons = (
        (
            any(one.value is None or not WHOLE.fullmatch(one.number.text) for one in cells if one.number.text),
            "its numbers are not all whole, with thousands grouped by a space",
        ),
        (any(one.unit != "number" for one in cells), "it tells percentages"),
        (any(YEAR.fullmatch(name) for name in names), "its rows or columns are years"),
        (any(PATH in row and column != TOTAL for row, column in places), "rows and columns stand under headings"),
        (any(path.count(PATH) > 1 for place in places for path in place), "its headings have several levels"),
        (len(places) < FEWEST_NUMBERS, "so few numbers tell no block by its labels"),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _innermost(one: Observation, axis: str) -> str:
    path = one.fact.code(axis)
    return "" if path == TOTAL else _plain(path.rpartition(PATH)[2])


def _plain(name: str) -> str:
    """A name without the number that tells a second row of the same name apart."""
    return re.sub(r" \(?#\d+\)?$", "", name)


def _is_under_sections(cells: Sequence[Observation]) -> bool:
    return any(PATH in one.fact.code(ROW) for one in cells)


def _heading(one: Observation) -> str:
    """What a number stands under besides its row's own label: a column's heading, or that of its section."""
    path = one.fact.code(ROW)
    return _innermost(one, COLUMN) or (path.rpartition(PATH)[0] if PATH in path else "")


def _block(
    name: str,
    cells: Sequence[Observation],
    sums: Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]],
    dimensions: list[DraftDimension],
    caption: str,
) -> DraftBlock:
    rows = list(dict.fromkeys(_innermost(one, ROW) for one in cells))
    headings = [one for one in dict.fromkeys(_heading(one) for one in cells) if one]
    by_row, by_column = sums.get((name, ROW), {}), sums.get((name, COLUMN), {})
    sections = _is_under_sections(cells)
    of_rows = _dimension(rows, by_row, dimensions)
    of_groups = _dimension(headings, {} if sections else by_column, dimensions) if headings else None
    adds_up = {axis for axis, found in ((ROW, by_row), (COLUMN, by_column)) if found}
    return DraftBlock(
        name=name,
        caption=caption,
        kind=cells[0].source_kind,
        rows=of_rows,
        groups=of_groups,
        adds_up=frozenset(adds_up - ({COLUMN} if sections else set())),
        is_share=any(one.unit == "percent" and one.qualifier == MEASURED for one in cells),
    )


def _dimension(
    labels: Sequence[str], sums: Mapping[str, tuple[str, ...]], dimensions: list[DraftDimension]
) -> DraftDimension:
    """The dimension of these labels: one that was met before if it has most of them, else a new one."""
    known = next((one for one in dimensions if one.holds(labels)), None)
    one = known or DraftDimension(f"dimension_{len(dimensions) + 1}")
    if known is None:
        dimensions.append(one)
    met = {squashed(label) for label in (*one.labels, *one.totals)}
    parts = {part: total for total, members in sums.items() for part in members}
    for label in dict.fromkeys(labels):
        if squashed(label) in met or not squashed(label):
            continue
        met.add(squashed(label))
        is_outermost = label in sums and label not in parts and _covers(label, labels, sums)
        if is_outermost:
            one.totals.append(label)
        else:
            one.labels.append(label)
            if label in parts and not _covers(parts[label], labels, sums):
                one.parts[label] = parts[label]
    return one


def _covers(total: str, labels: Sequence[str], sums: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a total has all other labels in it, by its parts or by theirs."""
    inside = {total}
    waiting = [total]
    while waiting:
        for part in sums.get(waiting.pop(), ()):
            if part not in inside:
                inside.add(part)
                waiting.append(part)
    return inside >= set(labels)


def _sums(
    checks: Iterable[Check], observations: Sequence[Observation]
) -> dict[tuple[str, str], dict[str, tuple[str, ...]]]:
    """By block and direction, the names of totals with those of their parts, as arithmetic showed."""
    by_id = {one.observation_id: one for one in observations}
    found: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for check in checks:
        axis = check.check_id.rpartition(":")[2]
        if check.kind == "sum" and check.verdict is Verdict.HOLDS and axis in {ROW, COLUMN}:
            *parts, total = (_innermost(by_id[one], axis) for one in check.observation_ids)
            found.setdefault((check.block_id, axis), {})[total] = tuple(parts)
    return found


def _without_twins(charts: Sequence[DraftBlock], left_out: list[tuple[str, str]]) -> list[DraftBlock]:
    """Charts that differ in their names: of those that do not, the first."""
    kept: list[DraftBlock] = []
    for chart in charts:
        twin = next((one for one in kept if one.rows is chart.rows and one.groups is chart.groups), None)
        if twin is None:
            kept.append(chart)
        else:
            left_out.append((chart.name, f"has the names of {twin.name}: give both a word of their captions"))
    return kept


def _caption_of(cells: Sequence[Observation], normalised: Normalised, captions: Sequence[Caption]) -> str:
    """The caption nearest above a block, on its page."""
    page = cells[0].number.page
    region = next((one.bbox for one in normalised.regions if one.block_id == cells[0].block_id), cells[0].number.bbox)
    above = [one.span for one in captions if one.span.page == page and one.span.bbox.bottom <= region.top + 1]
    return max(above, key=lambda one: one.bbox.bottom).text if above else ""


def title_of(document: Document) -> DraftTitle:
    """The headline of the first page, and what recognises it with its year."""
    words = document.pages[0].words
    largest = max((word.size_pt for word in words), default=0.0)
    headline = " ".join(word.text for word in words if word.size_pt >= HEADLINE_SHARE * largest)
    first_page = " ".join(word.text for word in words)
    name = " ".join(YEAR.sub(" ", headline).split()).strip(" :,–-")
    for text in (headline, first_page):
        flat = " ".join(text.casefold().split())
        pattern = _pattern(name.casefold(), flat)
        if pattern:
            return DraftTitle(name, pattern)
    return DraftTitle(name, "")


def _pattern(name: str, text: str) -> str:
    """The words of a title and the first year behind them, or before them, in the same text."""
    words = [re.escape(word) for word in name.split()]
    year = r"(?P<year>(?:19|20)\d\d)"
    title = r"\W+".join(words)
    if not words:
        return ""
    forms = (
        rf"{title}\D{{0,{FURTHEST}}}{year}",
        rf"{year}\D{{0,{FURTHEST}}}{title}",
        _with_year_inside(name, text, year),
    )
    return next((form for form in forms if form and re.search(form, text, re.IGNORECASE)), "")


def _with_year_inside(name: str, text: str, year: str) -> str:
    """The title with its year where it stands between its words."""
    found = YEAR.search(text)
    if found is None:
        return ""
    before, after = text[: found.start()].split(), text[found.end() :].split()
    words = name.split()
    left, right = [one for one in before if one in words], [one for one in after if one in words]
    return r"\W+".join((*map(re.escape, left), year, *map(re.escape, right)))


def family_name(draft: Draft) -> str:
    """A name for the family and its folder."""
    return slug_of(draft.title.text, "_")[:40].strip("_") or "my_report"

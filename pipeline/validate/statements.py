"""Relations that the text states in words: trends, rankings, majorities, and how many members a list has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model.observation import MEASURED, NOT_APPLICABLE, TOTAL, Fact, Observation, SourceKind, Statement
from pipeline.model.verdict import Severity
from pipeline.spec.schema import FamilySpec
from pipeline.validate.cells import at, count_cell, is_new, with_codes
from pipeline.validate.counts import lists_all
from pipeline.validate.expressions import Expression, Leaf, Listed, Sum, Tally, Times
from pipeline.validate.relations import Relation, Sign

PROSE = SourceKind.PROSE.value
OBSERVED = ":observed"


def statement_relations(
    statements: Sequence[Statement], observations: Sequence[Observation], spec: FamilySpec
) -> Iterable[Relation]:
    """What has to hold if the words are true."""
    cells = list(dict.fromkeys(one.fact for one in observations if one.fact.is_count and one.qualifier == "exact"))
    for one in statements:
        if one.kind == "trend":
            yield from _trend(one, observations, spec)
        elif one.kind in {"ranking", "superlative"}:
            yield from _order(one, cells, spec)
        elif one.kind in {"more", "equal"}:
            yield from _pair(one, spec)
        elif one.kind in {"majority", "plurality"}:
            yield from _most(one, cells, spec)
        elif one.kind == "members":
            yield from _members(one, observations)


def _relation(one: Statement, nth: int | str, kind: str, sides: tuple[Expression, Sign, Expression]) -> Relation:
    left, sign, right = sides
    return Relation(
        check_id=f"{kind}:{one.statement_id}:{nth}",
        block_id=PROSE,
        left=left,
        sign=sign,
        right=right,
        owner=one.statement_id,
    )


def _cell(one: Statement, spec: FamilySpec) -> Fact:
    return count_cell(one.measure, one.time_period, one.codes, spec)


def _cell_of(one: Statement, code: str, spec: FamilySpec) -> Fact:
    """The cell of one class of the dimension that the statement is about."""
    return with_codes(_cell(one, spec), {one.about: code})


def _trend(one: Statement, observations: Sequence[Observation], spec: FamilySpec) -> Iterator[Relation]:
    """The two periods that the words compare; of a span, its first year and its last."""
    periods = one.time_period.split("/") if "/" in one.time_period else [one.compared_to, one.time_period]
    if one.value == "flat" or NOT_APPLICABLE in periods:
        return
    sides = _sides(one, periods[0], periods[1], observations, spec)
    if sides is not None:
        earlier, later = sides
        ordered = (earlier, Sign.LESS, later) if one.value == "up" else (later, Sign.LESS, earlier)
        yield _relation(one, 1, "trend", ordered)


def _sides(
    one: Statement, then: str, now: str, observations: Sequence[Observation], spec: FamilySpec
) -> tuple[Expression, Expression] | None:
    if one.measure == "share":
        return _shares_at(one, then, now, observations)
    if one.measure == "category_count":
        earlier = _classes_printed(one, then, observations)
        later = _classes_printed(one, now, observations) or _classes_told(one, now, observations, spec)
        return (earlier, later) if earlier is not None and later is not None else None
    cell = count_cell(one.measure, now, one.codes, spec)
    return Sum((at(cell, then),)), Sum((cell,))


def _shares_at(
    one: Statement, then: str, now: str, observations: Sequence[Observation]
) -> tuple[Expression, Expression] | None:
    """Two printed shares of one base."""
    shares = [told for told in observations if told.fact.measure == "share" and told.qualifier != MEASURED]
    for later in shares:
        if later.fact.time_period != now or _named(later.fact) != dict(one.codes):
            continue
        for earlier in shares:
            same = (earlier.fact.codes, earlier.fact.share_base) == (later.fact.codes, later.fact.share_base)
            if same and earlier.fact.time_period == then:
                return Sum((earlier,)), Sum((later,))
    return None


def _named(fact: Fact) -> dict[str, str]:
    return {name: code for name, code in fact.codes if code not in {TOTAL, NOT_APPLICABLE}}


def _classes_printed(one: Statement, period: str, observations: Sequence[Observation]) -> Sum | None:
    """How many classes a period has, as printed."""
    for told in observations:
        fact = told.fact
        is_number = (fact.measure, fact.about, fact.time_period) == ("category_count", one.about, period)
        if is_number and _named(fact) == dict(one.codes):
            return Sum((told,))
    return None


def _classes_told(one: Statement, period: str, observations: Sequence[Observation], spec: FamilySpec) -> Tally | None:
    """How many classes have persons, where a block lists them all; unknown and other ones are no classes.

    An earlier year's are never all told. Nothing is known where a number was measured instead of printed, or stands
    under a name that nobody knows: that may be one for the others.
    """
    dimension, codes = one.about.removesuffix(OBSERVED), dict(one.codes)
    listing = {name for name, block in spec.blocks.items() if lists_all(block, codes, dimension, spec)}
    persons = [told for told in observations if spec.prose is None or told.fact.measure == spec.prose.measure]
    cells = dict.fromkeys(told.fact for told in persons if told.fact.is_count and told.qualifier == "exact")
    listed = {told.fact for told in persons if told.block_id in listing}
    if not listed or any(one not in cells or is_new(one, dimension) for one in listed):
        return None
    return Tally(tuple(Sum((cell,)) for cell in _classes(dict(one.codes), period, dimension, list(cells))))


def _classes(codes: dict[str, str], period: str, dimension: str, cells: Sequence[Fact]) -> list[Fact]:
    """The cells told that differ from those codes only in having a class of the dimension."""
    return [
        cell
        for cell in cells
        if cell.time_period == period
        and cell.period_kind == "total"
        and not cell.code(dimension).startswith("_")
        and {**_named(cell), dimension: ""} == {**codes, dimension: ""}
    ]


def _order(one: Statement, cells: Sequence[Fact], spec: FamilySpec) -> Iterator[Relation]:
    """The members in their order, and no other class larger than the last of them.

    A class that the family does not know may be one of them under another name.
    """
    whole = _cell(one, spec)
    members = [_cell_of(one, code, spec) for code in one.listed]
    for nth, (larger, smaller) in enumerate(pairwise(members), start=1):
        yield _relation(one, nth, "rank", (Sum((smaller,)), Sign.AT_MOST, Sum((larger,))))
    for cell in _classes(dict(one.codes), one.time_period, one.about, cells):
        if cell.measure == whole.measure and cell not in members and not is_new(cell, one.about):
            sides = (Sum((cell,)), Sign.AT_MOST, Sum((members[-1],)))
            yield _relation(one, cell.code(one.about), "rank", sides)


def _pair(one: Statement, spec: FamilySpec) -> Iterator[Relation]:
    """Two classes that are compared, where the words name both."""
    if len(one.listed) != 2:  # noqa: PLR2004
        return
    first, second = (Sum((_cell_of(one, code, spec),)) for code in one.listed)
    if one.kind == "equal":
        yield _relation(one, 1, "repeat", (first, Sign.EQUAL, second))
    else:
        yield _relation(one, 1, "rank", (second, Sign.LESS, first))


def _most(one: Statement, cells: Sequence[Fact], spec: FamilySpec) -> Iterator[Relation]:
    """More than half; that most are only the largest class is a matter of wording."""
    part = _cell(one, spec)
    if one.about not in dict(part.codes) or part.code(one.about) == TOTAL:
        return
    sides: tuple[Expression, Sign, Expression] = (
        Sum((with_codes(part, {one.about: TOTAL}),)),
        Sign.LESS,
        Times(2, Sum((part,))),
    )
    broken = Severity.CONTRADICTION if one.kind == "majority" else Severity.WORDING
    yield replace(_relation(one, "half", "rank", sides), broken=broken)
    for cell in _classes(
        {name: code for name, code in one.codes if name != one.about}, one.time_period, one.about, cells
    ):
        if cell.measure == part.measure and cell != part and not is_new(cell, one.about):
            yield _relation(one, cell.code(one.about), "rank", (Sum((cell,)), Sign.AT_MOST, Sum((part,))))


def _members(one: Statement, observations: Sequence[Observation]) -> Iterator[Relation]:
    """A number of the classes that are listed, printed in the clause of the list."""
    listed = Listed(one.listed)
    for told in observations:
        of_classes = (told.fact.measure, told.fact.about) == ("category_count", one.about)
        if of_classes and told.value is not None and told.qualifier == "exact" and _stands_in(told, one):
            left: Leaf = told
            yield _relation(one, told.observation_id, "count", (listed, Sign.EQUAL, Sum((left,))))


def _stands_in(number: Observation, one: Statement) -> bool:
    return number.number.page == one.clause.page and any(
        box.grown(1).holds_centre_of(number.number.bbox) for box in one.clause.boxes
    )

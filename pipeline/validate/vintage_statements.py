"""What words without a number say of earlier years against what was published of them: trends, orders, members.

The words are wrong then, not a number: these checks name no observation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from pipeline.model.observation import NOT_APPLICABLE, TOTAL, Fact, Observation, Resolution, Statement
from pipeline.model.reference import Comparability, Compared, Reference
from pipeline.model.verdict import Check, Severity, Verdict
from pipeline.spec.schema import FamilySpec
from pipeline.validate.published import Figure, Volume, complete, figure_of
from pipeline.validate.vintage_ranks import classes_of

KIND = "vintage"
BLOCK = "prose"
UP, DOWN = "up", "down"
LIST_SCOPE = ":observed"
HALF = Decimal(50)


@dataclass(frozen=True, slots=True)
class _Told:
    """The value of a year, and whether the publication itself told it."""

    year: int
    figure: Figure
    is_own: bool


def statement_checks(
    statements: Sequence[Statement], observations: Sequence[Observation], volumes: Sequence[Volume], spec: FamilySpec
) -> tuple[Compared, ...]:
    """Every statement that published figures can bear out or refute, in the order of the report."""
    found: list[Compared] = []
    for one in statements:
        if one.kind == "trend":
            found.extend(_trend(one, observations, volumes, spec))
        elif one.kind in _OF_CLASSES and one.about.partition(":")[0] in spec.dimensions:
            found.extend(_of_classes(one, volumes, spec))
    return tuple(found)


def _trend(
    one: Statement, observations: Sequence[Observation], volumes: Sequence[Volume], spec: FamilySpec
) -> Iterator[Compared]:
    cell = _cell(one, spec)
    if cell is None or one.value not in {UP, DOWN}:
        return
    told = [value for year in _years(one) if (value := _value_of(cell, year, observations, volumes)) is not None]
    references = tuple(reference for value in told for reference in value.figure.references)
    if len(told) > 1 and references:
        yield Compared(_check_of_trend(one, told), references, said=one)


def _cell(one: Statement, spec: FamilySpec) -> Fact | None:
    """What the statement follows over the years; ``None`` where it is neither a count nor a share."""
    if spec.prose is None or one.about != NOT_APPLICABLE:
        return None
    if one.measure != "share":
        return Fact(one.measure, one.time_period, complete(one.measure, one.codes, spec))
    held = [name for name, _ in one.codes if name not in spec.prose.attributes]
    return Fact(
        measure="share",
        time_period=one.time_period,
        codes=complete("share", one.codes, spec),
        base_measure=spec.prose.measure,
        share_base="+".join(held) or TOTAL,
    )


def _years(one: Statement) -> list[int]:
    """The years of a span; the year told of behind the one compared with."""
    first, _, last = one.time_period.partition("/")
    if last:
        return list(range(int(first), int(last) + 1))
    earlier = one.compared_to.rpartition("/")[2]
    return [int(earlier), int(first)] if earlier.isdecimal() else []


def _value_of(cell: Fact, year: int, observations: Sequence[Observation], volumes: Sequence[Volume]) -> _Told | None:
    """The report's own number of a year, else the last one that the publication told, else another vintage's."""
    fact = replace(cell, time_period=str(year))
    for one in observations:
        is_plain = one.qualifier == "exact" and one.value is not None and one.resolution is not Resolution.OPEN
        if is_plain and one.value is not None and replace(one.fact, compared_to=NOT_APPLICABLE) == fact:
            return _Told(year, Figure(one.value, str(one.value), ()), is_own=True)
    own = [volume for volume in volumes if volume.comparability is Comparability.SAME]
    others = [volume for volume in volumes if volume.comparability is not Comparability.SAME]
    for volume in (*reversed(own), *reversed(others)):
        figure = figure_of(fact, volume)
        if figure is not None:
            return _Told(year, figure, is_own=volume in own)
    return None


def _check_of_trend(one: Statement, told: Sequence[_Told]) -> Check:
    """The first step that goes the other way; else the last year against the first."""
    against = next((pair for pair in pairwise(told) if _is_against(one, *pair)), None)
    first, last = against or (told[0], told[-1])
    holds = against is None and first.figure.value != last.figure.value
    steps = len(told) == len(("then", "now"))
    sure = steps and all(value.is_own for value in (first, last))
    return Check(
        check_id=f"{KIND}:{one.statement_id}",
        kind=KIND,
        block_id=BLOCK,
        statement=_chain(told),
        left=last.figure.value,
        right=first.figure.value,
        tolerance=Decimal(0),
        verdict=Verdict.HOLDS if holds else Verdict.BREAKS,
        severity=Severity.NOTE if holds else Severity.CONTRADICTION if sure else Severity.WORDING,
        observation_ids=(),
    )


def _is_against(one: Statement, then: _Told, now: _Told) -> bool:
    rises, falls = now.figure.value > then.figure.value, now.figure.value < then.figure.value
    return falls if one.value == UP else rises


def _chain(told: Sequence[_Told]) -> str:
    """``189 (2021) > 130 (2022) < 189 (2023)``."""
    words = f"{told[0].figure.words} ({told[0].year})"
    for then, now in pairwise(told):
        left, right = then.figure.value, now.figure.value
        sign = "<" if left < right else ">" if left > right else "="
        words += f" {sign} {now.figure.words} ({now.year})"
    return words


def _of_classes(one: Statement, volumes: Sequence[Volume], spec: FamilySpec) -> Iterator[Compared]:
    """What is said of the order of classes in an earlier year, or of one with which the report's own year agrees."""
    dimension = one.about.partition(":")[0]
    years = [one.time_period, one.compared_to] if one.kind != "members" else [one.time_period]
    for year in years:
        cell = Fact(one.measure, year, complete(one.measure, one.codes, spec))
        for volume in volumes:
            found = _OF_CLASSES[one.kind](one, cell, dimension, volume)
            if found is not None:
                yield _check_of_classes(one, year, volume, found)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Whether words about classes hold, the arithmetic, how many classes agree of how many, and what it rests on."""

    holds: bool
    words: str
    agree: int
    of: int
    references: tuple[Reference, ...]


def _in_order(one: Statement, cell: Fact, dimension: str, volume: Volume) -> _Outcome | None:
    """Classes in the order of their counts, none of those told larger than the first."""
    if dimension not in dict(cell.codes):
        return None
    counts, named = classes_of(dimension, cell, volume), one.listed
    if any(code not in counts for code in named) or len(counts) < len(("this one", "another")):
        return None
    values = {code: reference.value or Decimal(0) for code, reference in counts.items()}
    others = [value for code, value in values.items() if code not in named]
    wanted = [values[code] for code in named]
    agree = sum(later <= value for value, later in pairwise([*wanted, max(others, default=wanted[-1])]))
    words = " > ".join(f"{code} {value}" for code, value in values.items())
    return _Outcome(agree == len(wanted), words, agree, len(wanted), tuple(counts.values()))


def _among(one: Statement, cell: Fact, dimension: str, volume: Volume) -> _Outcome | None:
    """The classes that were listed for a year are among those that are said to be all."""
    for about in (dimension, f"{dimension}{LIST_SCOPE}"):
        listed = volume.told.get(replace(cell, about=about))
        if listed is not None:
            named = one.listed
            missing = [code for code in listed.classes if code not in named]
            sign = "⊄" if missing else "⊂"
            words = f"{{{', '.join(listed.classes)}}} {sign} {{{', '.join(named)}}}"
            agree = len(listed.classes) - len(missing)
            return _Outcome(not missing, words, agree, len(listed.classes), (listed,))
    return None


def _more_than_half(one: Statement, cell: Fact, dimension: str, volume: Volume) -> _Outcome | None:
    """The class is more than half of all that are counted beside it."""
    held = [name for name, code in cell.codes if code not in {TOTAL, NOT_APPLICABLE} and name != dimension]
    part = replace(cell, measure="share", base_measure=one.measure, share_base="+".join(held) or TOTAL)
    figure = figure_of(part, volume) if cell.code(dimension) != TOTAL else None
    if figure is None:
        return None
    holds = figure.value > HALF
    return _Outcome(holds, f"{figure.words} {'>' if holds else '≤'} {HALF} %", int(holds), 1, figure.references)


_OF_CLASSES: dict[str, Callable[[Statement, Fact, str, Volume], _Outcome | None]] = {
    "ranking": _in_order,
    "superlative": _in_order,
    "members": _among,
    "majority": _more_than_half,
}


def _check_of_classes(one: Statement, year: str, volume: Volume, found: _Outcome) -> Compared:
    own = volume.comparability is Comparability.SAME
    verdict = Verdict.HOLDS if found.holds else Verdict.BREAKS
    check = Check(
        check_id=f"{KIND}:{one.statement_id}:{year}:{volume.name}",
        kind=KIND,
        block_id=BLOCK,
        statement=f"{found.words} ({year})",
        left=Decimal(found.agree),
        right=Decimal(found.of),
        tolerance=Decimal(0),
        verdict=verdict if own else Verdict.UNDECIDED,
        severity=Severity.WORDING if own and not found.holds else Severity.NOTE,
        observation_ids=(),
    )
    return Compared(check, found.references, said=one)

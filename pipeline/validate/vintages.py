"""What a report says of earlier years against what was published then, in earlier editions and elsewhere.

A number breaks its check only where the publication itself told another one; of other vintages both are told, and
nothing is decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model.observation import MEASURED, NOT_APPLICABLE, Fact, Observation, Resolution, Statement
from pipeline.model.reference import Comparability, Compared, Reconciled, Reference
from pipeline.model.verdict import Check, Severity, Verdict
from pipeline.spec.schema import FamilySpec
from pipeline.validate.published import FOUR_DECIMALS, Figure, Volume, figure_of, volumes_of
from pipeline.validate.vintage_ranks import Place, place_of
from pipeline.validate.vintage_statements import KIND, statement_checks

BOUNDS = {"at_least": "≥", "at_most": "≤"}
ENDS = frozenset({"lower", "upper", MEASURED})
"""The ends of a range, and what was measured, are no values told of a year."""


def vintage_checks(
    observations: Sequence[Observation],
    statements: Sequence[Statement],
    references: Iterable[Reference],
    edition_year: int,
    spec: FamilySpec,
) -> tuple[Compared, ...]:
    """Every number and every statement about a year that others published something of, in the order of the report.

    ``references`` are the family's and those of editions loaded earlier; which of them may be used against this edition
    is decided here.
    """
    volumes = volumes_of(references, edition_year)
    numbers = (found for one in observations if _is_told(one) for found in _compare(one, volumes, spec))
    return (*numbers, *statement_checks(statements, observations, volumes, spec))


def _is_told(one: Observation) -> bool:
    return one.value is not None and one.qualifier not in ENDS and one.resolution is not Resolution.OPEN


def _compare(one: Observation, volumes: Sequence[Volume], spec: FamilySpec) -> Iterator[Compared]:
    fact = one.fact if one.fact.measure == "change" else replace(one.fact, compared_to=NOT_APPLICABLE)
    if fact.period_kind != "total" or "/" in fact.time_period:
        yield from _over_years(one, fact, volumes)
        return
    for volume in volumes:
        told = volume.told.get(fact)
        if told is not None and told.value is not None:
            if told.qualifier != "approximate":
                yield _number(one, Figure(told.value, str(told.value), (told,)), volume, spec)
        elif fact.measure == "rank":
            place = place_of(fact, volume)
            if place is not None:
                yield _rank(one, place, volume)
        elif (found := figure_of(fact, volume)) is not None:
            yield _number(one, found, volume, spec)


def _number(one: Observation, figure: Figure, volume: Volume, spec: FamilySpec) -> Compared:
    check = _check(one, figure, volume)
    readings = _reconciled(one, volume, spec) if _differ(one, figure) else ()
    if readings and check.verdict is Verdict.BREAKS:  # the number may be right, but not as it is worded
        check = replace(check, verdict=Verdict.UNDECIDED, severity=Severity.WORDING)
    return Compared(check, figure.references, readings)


def _reconciled(one: Observation, volume: Volume, spec: FamilySpec) -> tuple[Reconciled, ...]:
    """The readings of the family under which the number agrees, each value once: the simplest reading that gives it."""
    fact, found = replace(one.fact, compared_to=NOT_APPLICABLE), dict[Decimal, Reconciled]()
    for name, reading in spec.readings.items():
        figure = figure_of(fact, volume, reading)
        if figure is not None and not _differ(one, figure):
            statement = _statement(one, figure, holds=True)
            found.setdefault(figure.value, Reconciled(name, reading.en, reading.sv, statement))
    return tuple(found.values())


def _differ(one: Observation, figure: Figure) -> bool:
    """Whether number and figure cannot both be true; either may be a bound, and told as rounded."""
    qualifier = figure.qualifier
    told, published, tolerance = one.value or Decimal(0), figure.value, one.tolerance
    if "at_least" in {one.qualifier, qualifier}:
        lower, upper = (told, published) if one.qualifier == "at_least" else (published, told)
        return upper + tolerance < lower
    if "at_most" in {one.qualifier, qualifier}:
        lower, upper = (published, told) if one.qualifier == "at_most" else (told, published)
        return upper + tolerance < lower
    return abs(told - published) > tolerance


def _check(one: Observation, figure: Figure, volume: Volume) -> Check:
    holds = not _differ(one, figure)
    verdict, severity = judged(volume.comparability, holds=holds)
    return Check(
        check_id=f"{KIND}:{one.observation_id}:{volume.name}",
        kind=KIND,
        block_id=one.block_id,
        statement=_statement(one, figure, holds=holds),
        left=figure.value,
        right=one.value or Decimal(0),
        tolerance=one.tolerance,
        verdict=verdict,
        severity=severity,
        observation_ids=(one.observation_id,),
    )


def judged(comparability: Comparability, *, holds: bool) -> tuple[Verdict, Severity]:
    """What it means that a number agrees with a figure or not: another vintage decides nothing."""
    if comparability is not Comparability.SAME:
        return Verdict.UNDECIDED, Severity.NOTE
    return (Verdict.HOLDS, Severity.NOTE) if holds else (Verdict.BREAKS, Severity.CONTRADICTION)


def _statement(one: Observation, figure: Figure, *, holds: bool) -> str:
    """``(46 + 26) / 298 = 24.1611 % ≠ 19 ± 0.5``, what was published first."""
    told = f"{one.value} ± {one.tolerance}" if one.tolerance else str(one.value)
    sign = BOUNDS.get(one.qualifier) or {"at_least": "≤", "at_most": "≥"}.get(figure.qualifier, "=")
    refuted = {"=": "≠", "≥": "<", "≤": ">"}
    return f"{figure.words} {sign if holds else refuted[sign]} {told}"


def _rank(one: Observation, place: Place, volume: Volume) -> Compared:
    """A place in an order: no better than the larger classes allow; others that are not told may push it down."""
    told = int(one.value or 0)
    too_high = told < place.best
    verdict, severity = judged(volume.comparability, holds=not too_high)
    check = Check(
        check_id=f"{KIND}:{one.observation_id}:{volume.name}",
        kind=KIND,
        block_id=one.block_id,
        statement=f"{place.words} {'≠' if too_high or told > place.worst else '='} {told}",
        left=Decimal(place.best),
        right=Decimal(told),
        tolerance=Decimal(place.worst - place.best),
        verdict=Verdict.UNDECIDED if told > place.worst else verdict,
        severity=severity,
        observation_ids=(one.observation_id,),
    )
    return Compared(check, place.references)


def _over_years(one: Observation, fact: Fact, volumes: Sequence[Volume]) -> Iterator[Compared]:
    """A number told of every year of a span: the mean of the years where it is a round one, else each by itself."""
    first, _, last = fact.time_period.partition("/")
    if not last or fact.period_kind == "total":
        return
    own = [volume for volume in volumes if volume.comparability is Comparability.SAME]
    figures = []
    for year in range(int(first), int(last) + 1):
        cell = replace(fact, time_period=str(year), period_kind="total")
        found = [(figure, volume) for volume in own if (figure := figure_of(cell, volume)) is not None]
        if found and one.qualifier != "approximate":
            check = _check(one, found[-1][0], found[-1][1])
            yield Compared(replace(check, check_id=f"{check.check_id}:{year}"), found[-1][0].references)
        elif found:
            figures.append(found[-1][0])
    if figures:
        yield _mean(one, figures)


def _mean(one: Observation, figures: Sequence[Figure]) -> Compared:
    mean = (sum((figure.value for figure in figures), Decimal(0)) / len(figures)).quantize(FOUR_DECIMALS)
    words = f"({' + '.join(figure.factor for figure in figures)}) / {len(figures)} = {mean}"
    references = tuple(reference for figure in figures for reference in figure.references)
    volume = Volume(None, "years", Comparability.SAME, {})
    check = _check(one, Figure(mean, words, references), volume)
    breaks = check.verdict is Verdict.BREAKS
    return Compared(replace(check, severity=Severity.WORDING) if breaks else check, references)

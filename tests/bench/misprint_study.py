"""Misprints of typeset reports, read again from the file: which are noticed, and what sound reports raise."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.model.observation import Observation
from pipeline.model.reference import Before, Comparability, Reference
from pipeline.model.span import Span
from pipeline.model.verdict import Finding, Suspect
from pipeline.validate.cells import is_counted
from pipeline.validate.misprints import misprints_of
from pipeline.validate.validator import NOTHING_BEFORE
from tests.bench.identifiable import explanations
from tests.fixtures.analysis import Analysis, analyse
from tests.typeset import PRESETS, Layout, NumberPrint, ReportData, typeset
from tests.worlds import Kind, Misprint, Place, world
from tests.worlds.dice import Dice
from tests.worlds.misprints import misprint, printed_numbers, slips_of

ALL_KINDS = tuple(Kind)
LAYOUTS = ("facsimile", "plain_table", "columns_no_rules", "matrix")
REPORTS_A_WORKER = 40
"""Then a new process takes over, since the engines keep memory."""

Alarm = tuple[str, str]
"""What a contradiction is known by: id and arithmetic."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Where a finding about a misprint looks for it; None where findings do not say."""

    is_suspect: bool | None = None
    is_first: bool | None = None
    is_alone: bool | None = None
    is_restored: bool | None = None


@dataclass(frozen=True, slots=True)
class Noticed:
    """What became of one misprint; `source` is the block, or the measure of a number told in running text.

    `is_noticed` is a contradiction that the sound report does not have, `is_remarked` a remark that something is
    missing that it does not have; `is_read` tells whether the row at the place has the altered value, without which the
    misprint never reached the checks; `is_left_out` that it has none, and that a finding says that the number is not
    explained, of which the sound report has none. `is_predicted` is what the power table of the sound report says of
    it, None where it says nothing; `is_checked` and `is_count` are of the number. `is_identifiable` tells, of one that
    is noticed, whether no misprint of another number would explain what the checks say.
    """

    seed: int
    layout: str
    place: Place
    source: str
    kind: Kind
    printed: str
    altered: str
    is_read: bool
    is_noticed: bool
    is_remarked: bool
    is_left_out: bool
    is_refused: bool
    is_predicted: bool | None
    is_checked: bool
    is_count: bool
    is_identifiable: bool
    suspicion: Suspicion

    @property
    def is_seen(self) -> bool:
        """Noticed or remarked on."""
        return self.is_noticed or self.is_remarked

    @property
    def is_told(self) -> bool:
        """Seen, or left out of the rows and told as not explained."""
        return self.is_seen or self.is_left_out


@dataclass(frozen=True, slots=True)
class Sound:
    """What became of a report without a misprint."""

    seed: int
    layout: str
    alarms: tuple[str, ...]
    refusals: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Study:
    """All reports, in the order of their seeds."""

    sound: tuple[Sound, ...]
    noticed: tuple[Noticed, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Task:
    """A seed, its layout, and which misprints of it are tried."""

    seed: int
    layout: str
    kinds: tuple[Kind, ...] = ALL_KINDS
    each: int = 20
    after_others: bool = False


def tasks_of(seeds: Sequence[int], layouts: Sequence[str] = LAYOUTS) -> list[Task]:
    """A task a seed, the layouts in turn."""
    return [Task(seed, layouts[index % len(layouts)]) for index, seed in enumerate(seeds)]


def study(tasks: Sequence[Task], jobs: int = 2) -> Study:
    """Try misprints of every task's report, drawn by lot, and the report without any.

    The same tasks give the same reports.
    """
    start = time.perf_counter()
    results = list(_in_workers(tried, tasks, jobs))
    return Study(
        sound=tuple(sound for sound, _ in results),
        noticed=tuple(one for _, found in results for one in found),
        seconds=time.perf_counter() - start,
    )


def tried(task: Task) -> tuple[Sound, tuple[Noticed, ...]]:
    """Set, write, read and check the report of a seed: as it is, then with each misprint alone."""
    data, layout = world(task.seed), PRESETS[task.layout]
    before = editions_before(_read_again(data, layout)[1], data.edition_year) if task.after_others else NOTHING_BEFORE
    start = time.perf_counter()
    prints, sound = _read_again(data, layout, before)
    seconds = time.perf_counter() - start
    alarms = {_alarm(one) for one in sound.findings("contradiction")}
    refusals = tuple(one.message_en for one in sound.reasons)
    return (
        Sound(task.seed, task.layout, tuple(sorted(words for _, words in alarms)), refusals, seconds),
        tuple(_noticed(one, task, (prints, sound), before) for one in drawn_misprints(data, layout, task)),
    )


def editions_before(analysis: Analysis, year: int) -> Before:
    """What editions of earlier years told of their own year: the counts that a sound report repeats of those years."""
    return Before(
        tuple(
            Reference(
                fact=one.fact,
                value=one.value,
                classes=(),
                qualifier="exact",
                unit=one.unit,
                population="",
                comparability=Comparability.SAME,
                edition=int(one.fact.time_period),
                published="",
                source=f"edition of {one.fact.time_period}",
            )
            for one in analysis.printed
            if is_counted(one.fact) and one.qualifier == "exact" and is_year_before(one.fact.time_period, year)
        )
    )


def is_year_before(time_period: str, year: int) -> bool:
    """Tell whether a period is one year, and before that one."""
    return time_period.isdigit() and int(time_period) < year


def drawn_misprints(data: ReportData, layout: Layout, task: Task) -> Iterator[Misprint]:
    """Draw misprints by lot: a printed number, then one of the asked-for kinds, then one of its slips."""
    dice = Dice(task.seed)
    candidates = list(printed_numbers(data))
    left = task.each
    while left:
        place, number = dice.one(candidates)
        kind = dice.one(task.kinds)
        slips = [one for one in slips_of(number, layout.thousands) if one.kind is kind]
        if slips:
            left -= 1
            yield misprint(data, place, number, dice.one(slips))


def _noticed(one: Misprint, task: Task, sound: tuple[Sequence[NumberPrint], Analysis], before: Before) -> Noticed:
    prints, analysis = _read_again(one.data, PRESETS[task.layout], before)
    at_place = observation_at(prints, one.place, analysis, one.slip.value)
    true_prints, true = sound
    of_sound = observation_at(true_prints, one.place, true, one.number.value)
    powers = {power.observation_id: power for power in true.validated.power}
    power = powers.get(of_sound.observation_id) if of_sound is not None else None
    altered = one.slip.value
    tried = power is not None and of_sound is not None and altered in misprints_of(of_sound.value or Decimal(0))
    return Noticed(
        seed=task.seed,
        layout=task.layout,
        place=one.place,
        source=one.number.measure if one.place.block == "prose" else one.place.block,
        kind=one.slip.kind,
        printed=str(one.number.value) if one.number.printed is None else one.number.printed,
        altered=one.slip.printed,
        is_read=at_place is not None and at_place.value == altered,
        is_noticed=bool(_fresh(analysis, true, "contradiction")),
        is_remarked=bool(_fresh(analysis, true, "incomplete")),
        is_left_out=at_place is None and _is_unexplained(one.place, prints, analysis, true),
        is_refused=bool(analysis.reasons),
        is_predicted=altered not in power.unseen if tried and power is not None else None,
        is_checked=power is not None and power.is_checked,
        is_count=of_sound is not None and is_counted(of_sound.fact),
        is_identifiable=at_place is not None and _is_identifiable(at_place, analysis),
        suspicion=suspicion_of(_fresh(analysis, true, "contradiction"), at_place, one.number.value),
    )


def _is_unexplained(place: Place, prints: Sequence[NumberPrint], analysis: Analysis, sound: Analysis) -> bool:
    """Whether a finding says that the number at a place is not explained, unlike those of the sound report."""
    known = {one.message_en for one in sound.findings("drift")}
    fresh = [one for one in analysis.findings("drift") if one.kind == "unexplained" and one.message_en not in known]
    return any(_stands_at(place, prints, span) for one in fresh for span in one.places)


def _stands_at(place: Place, prints: Sequence[NumberPrint], span: Span) -> bool:
    """Whether a text stands where a number of the data is printed."""
    for printed in prints:
        if (printed.block, printed.key, printed.page) == (place.block, place.key, span.page):
            x_mid, y_mid = (printed.box.x0 + printed.box.x1) / 2, (printed.box.top + printed.box.bottom) / 2
            if any(box.x0 <= x_mid <= box.x1 and box.top <= y_mid <= box.bottom for box in span.boxes):
                return True
    return False


def _is_identifiable(altered: Observation, analysis: Analysis) -> bool:
    found = explanations(analysis.normalised, analysis.validated.checks, analysis.spec)
    return found == {altered.observation_id}


def _fresh(analysis: Analysis, sound: Analysis, severity: str) -> list[Finding]:
    """Findings of a kind that the sound report has not; one that only has other numbers is a new one."""
    known = {_alarm(one) for one in sound.findings(severity)}
    return [finding for finding in analysis.findings(severity) if _alarm(finding) not in known]


def suspicion_of(findings: Sequence[Finding], altered: Observation | None, value: Decimal | None) -> Suspicion:
    """Whether the altered observation is among the fewest suspects, alone, first, and with its true value."""
    named = [finding.suspects for finding in findings if finding.suspects]
    if altered is None or not named:
        return Suspicion()
    found = [(place, one) for suspects in named for place, one in enumerate(suspects) if _is(one, altered)]
    return Suspicion(
        is_suspect=bool(found),
        is_first=any(place == 0 for place, _ in found),
        is_alone=any(len(suspects) == 1 and _is(suspects[0], altered) for suspects in named),
        is_restored=any(one.likely_value == value for _, one in found),
    )


def _is(one: Suspect, altered: Observation) -> bool:
    return one.observation_id == altered.observation_id


def observation_at(
    prints: Sequence[NumberPrint], place: Place, analysis: Analysis, value: Decimal | None
) -> Observation | None:
    """Return the observation where a number of the data is printed, measured ones left out.

    Both ends of a range stand in one numeral: it is the one with the value, if there is one.
    """
    found = [one for one in analysis.printed if _stands_at(place, prints, one.number)]
    return next((one for one in found if one.value == value), found[0] if found else None)


def _read_again(
    data: ReportData, layout: Layout, before: Before = NOTHING_BEFORE
) -> tuple[tuple[NumberPrint, ...], Analysis]:
    report = typeset(data, layout)
    with TemporaryDirectory() as folder:
        return report.truth.numbers, analyse(report.pdf, Path(folder), before)


def _alarm(finding: Finding) -> Alarm:
    return finding.finding_id, finding.arithmetic


def _in_workers(
    work: Callable[[Task], tuple[Sound, tuple[Noticed, ...]]], tasks: Sequence[Task], jobs: int
) -> Iterator[tuple[Sound, tuple[Noticed, ...]]]:
    """In processes, never threads: pdfium is not made for them.

    A pool, since an executor that replaces its workers may wait for ever (CPython issue 115634).
    """
    if jobs == 1:
        yield from map(work, tasks)
        return
    a_worker = max(1, REPORTS_A_WORKER // (1 + max(task.each for task in tasks)))
    context = multiprocessing.get_context("spawn")
    with context.Pool(jobs, maxtasksperchild=a_worker) as pool:
        yield from pool.imap(work, tasks)

"""What is told of one observation: its meaning, the checks it takes part in, where else it is said, how to cite it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.model.observation import Fact, Observation
from pipeline.model.report import Report
from pipeline.model.verdict import BOUNDING, Assessed, Check, Finding, Power, Validated, Verdict
from pipeline.report.citation import citation
from pipeline.report.facts import fact_named
from pipeline.report.page_words import (
    KINDS,
    RESOLUTIONS,
    RUNNING_TEXT,
    VERDICTS,
    Both,
    named,
    same,
)
from pipeline.report.words import digits, value_in_words
from pipeline.spec.schema import FamilySpec

_Thing = TypeVar("_Thing")

READERS = "readers"
"""The kind of checks that hold readers against each other."""

_TEXT_AND_PAIRING = Both("text {text}, pairing {pairing}", "text {text}, parning {pairing}")


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to another number: the name of its row, and the number as printed (empty where it is drawn).

    ``page`` is its page, ``None`` where that is the one of the number that it is told beside.
    """

    row: str
    text: str
    page: int | None
    block: Both


@dataclass(frozen=True, slots=True)
class CheckView:
    """A comparison with links to the other numbers in it."""

    kind: Both
    verdict: str
    verdict_named: Both
    statement: str
    others: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class PowerView:
    """How many of the misprints tried would be noticed, by what first, and which would not be; ``level`` in one word.

    ``level`` is ``all``, ``some`` or ``none``.
    """

    level: str
    seen: int
    misprints: int
    by: tuple[tuple[Both, int], ...]
    unseen: str


@dataclass(frozen=True, slots=True)
class ReadingView:
    """One observation in words.

    ``checks`` say what the number is, ``bounds`` only what it lies between. ``findings`` are the numbers of the
    findings that name it.
    """

    observation_id: str
    verdict: str
    verdict_named: Both
    value: Both
    fact: Both
    labels: tuple[str, ...]
    clause: str
    note: str
    block_id: str
    block: Both
    readers: Both
    dissent: str
    resolution: Both | None
    resolution_code: str
    alternatives: tuple[Both, ...]
    checks: tuple[CheckView, ...]
    bounds: tuple[CheckView, ...]
    elsewhere: tuple[Reference, ...]
    power: PowerView | None
    findings: tuple[int, ...]
    cite: Both


class Reader:
    """Tells of every observation of a report; ``row_of`` has the name of the row of each."""

    def __init__(
        self,
        validated: Validated,
        findings: Sequence[Finding],
        row_of: Mapping[str, str],
        report: Report,
        spec: FamilySpec | None,
    ) -> None:
        """Look up by observation and by fact what there is to tell."""
        self._report, self._spec, self._row_of = report, spec, row_of
        self._told = {one.observation.observation_id: one.observation for one in validated.observations}
        self._checks = _by_observation((check, check.observation_ids) for check in validated.checks)
        self._findings = _by_observation((number, one.observation_ids) for number, one in enumerate(findings, start=1))
        self._power = {one.observation_id: one for one in validated.power}
        self._of_fact: defaultdict[Fact, list[Observation]] = defaultdict(list)
        for one in self._told.values():
            self._of_fact[one.fact].append(one)

    def reading(self, assessed: Assessed) -> ReadingView:
        """All that is told of an observation."""
        one = assessed.observation
        name, mine = one.observation_id, self._checks.get(one.observation_id, ())
        power = self._power.get(name)
        return ReadingView(
            observation_id=name,
            verdict=assessed.verdict,
            verdict_named=named(VERDICTS, assessed.verdict),
            value=value_in_words(one),
            fact=self._fact(one.fact),
            labels=tuple(label for label in (one.group_printed, one.label_printed) if label),
            clause=one.clause.text if one.clause is not None else "",
            note=one.note,
            block_id=one.block_id,
            block=block_named(one.block_id, self._spec),
            readers=_readers(assessed),
            dissent=" / ".join(filter(None, (assessed.readers_text.dissent, assessed.readers_pairing.dissent))),
            resolution=RESOLUTIONS.get(one.resolution),
            resolution_code=one.resolution,
            alternatives=tuple(map(self._fact, one.alternatives)),
            checks=tuple(self._check(check, name) for check in _telling_first(mine) if check.kind not in BOUNDING),
            bounds=tuple(
                self._check(check, name) for check in _telling_first(mine) if check.kind in BOUNDING - {READERS}
            ),
            elsewhere=tuple(self.reference(other) for other in self._of_fact[one.fact] if other is not one),
            power=power_view(power) if power is not None and power.misprints else None,
            findings=tuple(self._findings.get(name, ())),
            cite=citation(assessed, self._report, self._spec),
        )

    def reference(self, one: Observation, beside: Observation | None = None) -> Reference:
        """A link to an observation, perhaps told beside another one."""
        block = block_named(one.block_id, self._spec)
        page = None if beside is not None and beside.number.page == one.number.page else one.number.page
        return Reference(self._row_of[one.observation_id], one.number.text, page, block)

    def check(self, check: Check) -> CheckView:
        """A check by itself."""
        return self._check(check, "")

    def _check(self, check: Check, seen_from: str) -> CheckView:
        others = (self._told[name] for name in check.observation_ids if name != seen_from)
        return CheckView(
            kind=named(KINDS, check.kind),
            verdict=check.verdict,
            verdict_named=named(VERDICTS, check.verdict),
            statement=check.statement,
            others=tuple(self.reference(one, self._told.get(seen_from)) for one in others),
        )

    def _fact(self, fact: Fact) -> Both:
        return Both(fact_named(fact, self._spec, "en"), fact_named(fact, self._spec, "sv"))


def _by_observation(told: Iterable[tuple[_Thing, Iterable[str]]]) -> dict[str, list[_Thing]]:
    result: defaultdict[str, list[_Thing]] = defaultdict(list)
    for thing, observation_ids in told:
        for one in dict.fromkeys(observation_ids):
            result[one].append(thing)
    return result


def _telling_first(checks: Iterable[Check]) -> list[Check]:
    """Those that break, then those that hold, then those that could not decide."""
    order = (Verdict.BROKEN_CHECK, Verdict.BREAKS, Verdict.HOLDS, Verdict.UNDECIDED)
    return sorted(checks, key=lambda check: order.index(check.verdict))


def _readers(assessed: Assessed) -> Both:
    counts = {"text": assessed.readers_text, "pairing": assessed.readers_pairing}
    return Both(_TEXT_AND_PAIRING.en.format(**counts), _TEXT_AND_PAIRING.sv.format(**counts))


def power_view(power: Power) -> PowerView:
    """The misprints of a number."""
    seen = power.noticed + power.remarked
    level = "all" if seen == power.misprints else "some" if seen else "none"
    by = tuple((named(KINDS, kind), count) for kind, count in power.by)
    return PowerView(level, seen, power.misprints, by, ", ".join(map(digits, power.unseen)))


def block_named(block_id: str, spec: FamilySpec | None) -> Both:
    """The name of a block in its family; the block of sentences has none there."""
    described = (spec.blocks.get(block_id) or spec.charts.get(block_id)) if spec else None
    if described is not None:
        return Both(described.en, described.sv)
    return RUNNING_TEXT if block_id == "prose" else same(block_id)

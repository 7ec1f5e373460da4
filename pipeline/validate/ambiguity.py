"""Which of several meanings a number of running text has, where its words leave it open and the other numbers tell.

Context decides first (in ``normalise``). Here the meaning that context gave is held against the others that the words
allow: by other prints of the same fact, by totals that a part cannot exceed, and by shares and the counts that they are
of. Another meaning is taken only where the first contradicts something and the other is supported, so that a misprint
alone changes no code.

A number whose words leave its meaning open, and which disagrees with the others by more than a misprint would
explain, is withheld: it is told of something else. Those that disagree with the most go first, since the others may
agree without them. One that disagrees with even more, but whose words leave nothing open, stays a row and is held
against nobody. What the same passage was read as by the same context is then left open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model.observation import (
    NOT_APPLICABLE,
    TOTAL,
    UNEXPLAINED,
    Fact,
    Normalised,
    Observation,
    Resolution,
    TokenReading,
    numbered,
)
from pipeline.validate.misprints import originals_of

_HUNDRED = Decimal(100)

Values = Mapping[Fact, frozenset[Decimal]]
"""All values printed of a fact."""


def decide(normalised: Normalised) -> Normalised:
    """Give every number of running text the meaning that the others support, and say how it got it.

    Where context stands, its alternatives are dropped; where nothing tells, all are kept beside it.
    """
    if not any(one.alternatives for one in normalised.observations):
        return normalised
    judged = [_judged(one, normalised.observations) for one in normalised.observations]
    judged = _judged_again(judged)
    misread: list[_Judged] = []
    no_witness: list[_Judged] = []
    while worst := _most_contradicted(judged):
        withheld_now = [one for one in worst if one.is_misread]
        misread += withheld_now
        no_witness += [] if withheld_now else worst
        judged = _judged_again([one for one in judged if one not in (withheld_now or worst)])
    withheld = [one.observation for one in misread]
    order = {id(one): at for at, one in enumerate(normalised.observations)}
    stay = sorted([*judged, *no_witness], key=lambda one: order[id(one.observation)])
    kept = [_beside_misread(one, [*stay, *misread]).decided for one in stay]
    printed = _values_of(kept)
    tokens = tuple(_withheld(reading, withheld, printed) for reading in normalised.tokens)
    return replace(normalised, observations=numbered(kept), tokens=tokens)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A number as context read it, and as the others let it stand.

    ``is_misread`` where the others contradict what context gave it, and no single misprint would have.
    """

    observation: Observation
    decided: Observation
    is_supported: bool = False
    is_misread: bool = False

    @property
    def inherited(self) -> frozenset[tuple[str, str]]:
        """The codes that context gave, and not the number's own words."""
        facts = self.observation.alternatives
        return frozenset(
            (name, code)
            for name, code in self.observation.fact.codes
            if code not in {TOTAL, NOT_APPLICABLE} and any(fact.code(name) == TOTAL for fact in facts)
        )

    @property
    def refuted(self) -> frozenset[tuple[str, str]]:
        """The codes from context that the other numbers speak against."""
        if self.is_misread:
            return self.inherited
        if self.decided.resolution is Resolution.CHECKS:
            return self.inherited - set(self.decided.fact.codes)
        return frozenset()


def _judged_again(judged: Sequence[_Judged]) -> list[_Judged]:
    """Those left open once more: what contradicted a number may have been another one's wrong meaning."""
    decided = tuple(one.decided for one in judged)
    return [_judged(one.observation, decided) if one.decided.resolution is Resolution.OPEN else one for one in judged]


def _most_contradicted(judged: Sequence[_Judged]) -> list[_Judged]:
    """Those that disagree with the most others, all that tie: once they are gone, the others may agree.

    None where no number is misread. A number whose words leave nothing open stays, but is no witness against others.
    """
    if not any(one.is_misread for one in judged):
        return []
    others = _values_of(one.decided for one in judged)
    told = [one for one in judged if one.is_misread or _is_told_plainly(one.observation)]
    counts = [_count_of_contradictions(one.observation, others) for one in told]
    return [one for one, count in zip(told, counts, strict=True) if count == max(counts)]


def _is_told_plainly(one: Observation) -> bool:
    return one.passage is not None and not one.alternatives and one.value is not None and one.qualifier == "exact"


def _count_of_contradictions(one: Observation, values: Values) -> int:
    """Other prints of its fact, totals smaller than it, and parts that are larger."""
    value = one.value or Decimal(0)
    prints = sum(other != value for other in values.get(one.fact, ()))
    totals = sum(value > total for total in _totals(one.fact, values))
    return prints + totals + sum(value < min(parts) for parts in _parts(one.fact, values))


def _judged(one: Observation, observations: Sequence[Observation]) -> _Judged:
    if not one.alternatives or one.value is None:
        return _Judged(one, one)
    values = _values_of(other for other in observations if other is not one and not _is_same_place(other, one))
    first = _score(one.fact, one, values)
    scored = [(_score(fact, one, values), fact) for fact in one.alternatives]
    best = max(score for score, _ in scored)
    winners = [fact for score, fact in scored if score == best]
    if first < 0 < best and len(winners) == 1:
        others = (one.fact, *(fact for fact in one.alternatives if fact != winners[0]))
        return _Judged(one, replace(one, fact=winners[0], resolution=Resolution.CHECKS, alternatives=others))
    if first < 0:
        is_open = replace(one, resolution=Resolution.OPEN)
        return _Judged(one, is_open, is_misread=best <= 0 and _is_misread(one, observations, values))
    stands = replace(one, resolution=Resolution.CONTEXT, alternatives=())
    return _Judged(one, stands, is_supported=first > 0)


def _is_misread(one: Observation, observations: Sequence[Observation], values: Values) -> bool:
    """Whether no number that a misprint may have made into it, and none that it changed places with, agrees either."""
    if one.qualifier != "exact":
        return False
    originals = originals_of(one.value or Decimal(0))
    maybe = any(_score(one.fact, replace(one, value=value), values) >= 0 for value in originals)
    return not maybe and not any(_changed_places(one, other, values) for other in observations)


def _changed_places(one: Observation, other: Observation, values: Values) -> bool:
    """Whether each of two numbers of a passage is what the other numbers print of the other's fact."""
    return (
        one.passage == other.passage is not None
        and one.value in values.get(other.fact, ())
        and other.value in values.get(one.fact, ())
    )


def _beside_misread(one: _Judged, judged: Sequence[_Judged]) -> _Judged:
    """A number that nothing supports is left open where its passage's context is refuted by another number."""
    passage = one.observation.passage
    if passage is None or one.is_supported or one.decided.resolution is not Resolution.CONTEXT:
        return one
    refuted = frozenset[tuple[str, str]]().union(
        *(other.refuted for other in judged if other.observation.passage == passage)
    )
    if not one.inherited & refuted:
        return one
    return replace(one, decided=replace(one.observation, resolution=Resolution.OPEN))


def _withheld(reading: TokenReading, misread: Sequence[Observation], printed: Values) -> TokenReading:
    """The token of a number that is no row, with why, and what others print of the same."""
    meant = next((one for one in misread if one.number == reading.span), None)
    if meant is None:
        return reading
    others = ", ".join(map(str, sorted(printed.get(meant.fact, ()))))
    told = f" ({others} elsewhere)" if others else ""
    reason = f"as {meant.fact.fact_id} it disagrees with other numbers{told} by more than a misprint"
    return replace(reading, disposition=UNEXPLAINED, reason=reason)


def _is_same_place(one: Observation, other: Observation) -> bool:
    return one.number == other.number


def _values_of(observations: Iterable[Observation]) -> Values:
    values: defaultdict[Fact, set[Decimal]] = defaultdict(set)
    for one in observations:
        if one.value is not None and one.qualifier == "exact":
            values[one.fact].add(one.value)
    return {fact: frozenset(found) for fact, found in values.items()}


def _score(fact: Fact, one: Observation, values: Values) -> int:
    """Support less contradictions of a meaning."""
    value = one.value or Decimal(0)
    score = 0
    printed = values.get(fact, frozenset())
    if printed and one.qualifier == "exact":
        score += 2 if value in printed else -2
    if fact.is_count:
        score += sum(-2 for total in _totals(fact, values) if value > total)
    if fact.measure == "share":
        score += _share_score(fact, one, values)
    return score


def _totals(fact: Fact, values: Values) -> Iterable[Decimal]:
    """The largest printed value of every fact that this one is a part of."""
    return (max(found) for other, found in values.items() if _is_part(fact, other))


def _parts(fact: Fact, values: Values) -> Iterable[frozenset[Decimal]]:
    """The printed values of every fact that is a part of this one."""
    return (found for other, found in values.items() if _is_part(other, fact))


def _is_part(fact: Fact, whole: Fact) -> bool:
    """Whether one count is of some of those that the other one counts."""
    same = (fact.measure, fact.time_period, fact.period_kind) == (whole.measure, whole.time_period, whole.period_kind)
    inside = (theirs in {mine, TOTAL} for (_, mine), (_, theirs) in zip(fact.codes, whole.codes, strict=True))
    return same and fact.is_count and fact != whole and all(inside)


def _share_score(fact: Fact, one: Observation, values: Values) -> int:
    """Whether the two counts that a share is made of are printed, and give it."""
    held = set() if fact.share_base == TOTAL else set(fact.share_base.split("+"))
    whole = _count_of(
        fact, tuple((key, code if key in held or code == NOT_APPLICABLE else TOTAL) for key, code in fact.codes)
    )
    parts, wholes = values.get(_count_of(fact, fact.codes)), values.get(whole)
    if not parts or not wholes or one.value is None:
        return 0
    shares = [_HUNDRED * part / total for part in parts for total in wholes if total]
    return 2 if any(abs(share - one.value) <= max(one.tolerance, Decimal("0.5")) for share in shares) else -2


def _count_of(fact: Fact, codes: tuple[tuple[str, str], ...]) -> Fact:
    return Fact(fact.base_measure, fact.time_period, codes, fact.period_kind)

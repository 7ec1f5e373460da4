"""Which single misprints could explain what a report contradicts itself by: an exhaustive search.

It asks of every number, and of everything that a misprint of it may have been before, whether the whole report would
then be consistent, and so says how far suspects can be told apart at all, whoever looks for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.model.observation import Normalised, Observation
from pipeline.model.verdict import Check, Severity, Verdict
from pipeline.spec.schema import FamilySpec
from pipeline.validate.audit import Web, web_of
from pipeline.validate.misprints import originals_of
from pipeline.validate.relations import breaks


def explanations(normalised: Normalised, checks: tuple[Check, ...], spec: FamilySpec) -> frozenset[str]:
    """Ids of the printed numbers of which a single misprint explains everything that the checks contradict.

    Only a number that takes part in every broken check can: the others leave one as it is.
    """
    web = web_of(normalised, spec)
    broken = [set(one.observation_ids) for one in checks if one.verdict is Verdict.BREAKS and _contradicts(one)]
    everywhere = set.intersection(*broken) if broken else set()
    return frozenset(
        one.observation_id
        for one in normalised.observations
        if one.observation_id in everywhere
        and any(_is_mended(one, value, web, normalised, spec) for value in _originals(one))
    )


def _contradicts(one: Check) -> bool:
    return one.severity is Severity.CONTRADICTION and one.kind != "readers"


def _originals(one: Observation) -> Iterator[Decimal]:
    if one.value is not None and one.qualifier != "measured":
        yield from originals_of(one.value)


def _is_mended(one: Observation, value: Decimal, web: Web, normalised: Normalised, spec: FamilySpec) -> bool:
    """Whether the report is consistent with another value of a number; what is told says so of most at once."""
    values = {**web.values, one.observation_id: value}
    own = (told for told in web.told if one in told.observations or told.owner == one.observation_id)
    if any(told.broken is Severity.CONTRADICTION and breaks(told, values) for told in own):
        return False
    changed = (replace(each, value=value) if each is one else each for each in normalised.observations)
    return web_of(replace(normalised, observations=tuple(changed)), spec).is_consistent

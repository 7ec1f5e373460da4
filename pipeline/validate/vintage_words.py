"""Sentences about what was published before, in English and Swedish."""

from __future__ import annotations

from pipeline.model.reference import Comparability, Compared, Reference
from pipeline.model.verdict import Verdict
from pipeline.spec.schema import Code, FamilySpec


def words_en(compared: Compared, spec: FamilySpec) -> str:
    """What a check against published figures found, the reading that reconciles it, and where the figures are from."""
    check = compared.check
    if compared.said is not None:
        opening = "the words do not follow from the figures published"
    elif compared.reconciled:
        opening = "the number is not the one published then, unless it is read otherwise"
    elif check.verdict is Verdict.UNDECIDED:
        opening = "another figure was published, of another vintage or population"
    else:
        opening = "the number is not the one published then"
    if check.verdict is Verdict.HOLDS:
        opening = "it agrees with what was published"
    also = "".join(f"; {one.en}, it agrees: {one.statement}" for one in compared.reconciled)
    origins = "; ".join(_origin(one, _who(one, spec).en, _EN) for one in _one_each(compared))
    return f"{opening}: {check.statement}{also} ({origins})"


def words_sv(compared: Compared, spec: FamilySpec) -> str:
    """The same in Swedish."""
    check = compared.check
    if compared.said is not None:
        opening = "orden följer inte av de tal som har publicerats"
    elif compared.reconciled:
        opening = "talet är inte det som publicerades då, om det inte läses på annat sätt"
    elif check.verdict is Verdict.UNDECIDED:
        opening = "ett annat tal har publicerats, av en annan årgång eller population"
    else:
        opening = "talet är inte det som publicerades då"
    if check.verdict is Verdict.HOLDS:
        opening = "det stämmer med vad som har publicerats"
    also = "".join(f"; {one.sv} stämmer det: {one.statement}" for one in compared.reconciled)
    origins = "; ".join(_origin(one, _who(one, spec).sv, _SV) for one in _one_each(compared))
    return f"{opening}: {check.statement}{also} ({origins})"


def _who(one: Reference, spec: FamilySpec) -> Code:
    """Who is counted; a family that describes no populations has one."""
    who = spec.populations.get(one.population)
    return Code(sv=who.sv, en=who.en) if who else Code(sv=spec.title, en=spec.title)


def _one_each(compared: Compared) -> list[Reference]:
    """One reference of every source and year, in the order of the arithmetic."""
    found = {(one.fact.time_period, one.population, one.source): one for one in compared.references}
    return list(found.values())


_EN = ("edition", "another vintage, ")
_SV = ("utgåvan", "en annan årgång, ")


def _origin(one: Reference, population: str, words: tuple[str, str]) -> str:
    edition, other = words
    quoted = f", {edition} {one.edition}" if one.edition is not None else ""
    vintage = "" if one.comparability is Comparability.SAME else other
    return f"{one.fact.time_period}: {vintage}{population}{quoted}, {one.source}"

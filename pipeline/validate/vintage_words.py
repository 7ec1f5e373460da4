"""Sentences about what was published before, in English and Swedish."""

from __future__ import annotations

from pipeline.model.reference import Comparability, Compared, Reference
from pipeline.model.verdict import Verdict
from pipeline.spec.schema import Code, FamilySpec

SAID = Code(
    en="the words do not follow from the figures published", sv="orden följer inte av de tal som har publicerats"
)
READ_OTHERWISE = Code(
    en="the number is not the one published then, unless it is read otherwise",
    sv="talet är inte det som publicerades då, om det inte läses på annat sätt",
)
OTHER_VINTAGE = Code(
    en="another figure was published, of another vintage or population",
    sv="ett annat tal har publicerats, av en annan årgång eller population",
)
DIFFERS = Code(en="the number is not the one published then", sv="talet är inte det som publicerades då")
AGREES = Code(en="it agrees with what was published", sv="det stämmer med vad som har publicerats")


def words_of(compared: Compared, spec: FamilySpec) -> Code:
    """What a check against published figures found, the reading that reconciles it, and where the figures are from."""
    opening, statement = _opening(compared), compared.check.statement
    also_en = "".join(f"; {one.en}, it agrees: {one.statement}" for one in compared.reconciled)
    also_sv = "".join(f"; {one.sv} stämmer det: {one.statement}" for one in compared.reconciled)
    from_en = "; ".join(_origin(one, _who(one, spec).en, _EN) for one in _one_each(compared))
    from_sv = "; ".join(_origin(one, _who(one, spec).sv, _SV) for one in _one_each(compared))
    return Code(
        en=f"{opening.en}: {statement}{also_en} ({from_en})", sv=f"{opening.sv}: {statement}{also_sv} ({from_sv})"
    )


def _opening(compared: Compared) -> Code:
    if compared.check.verdict is Verdict.HOLDS:
        return AGREES
    if compared.said is not None:
        return SAID
    if compared.reconciled:
        return READ_OTHERWISE
    return OTHER_VINTAGE if compared.check.verdict is Verdict.UNDECIDED else DIFFERS


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

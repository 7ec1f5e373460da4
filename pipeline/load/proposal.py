"""A proposed ``<year>.yml`` for an edition that differs: what a person may accept as it is, or edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from pipeline.model.drift import BlockLook, LabelDrift
from pipeline.model.observation import NEW
from pipeline.model.slug import slug_of
from pipeline.spec.loading import Family
from pipeline.spec.schema import RESERVED_CODES, FamilySpec

HEAD = """\
# Proposed: what this edition has otherwise than the family says. To accept it, put it at
# families/{family}/{year}.yml and run again; read every line of it first, and edit what is wrong.
# Until then, numbers under labels that nobody described keep the code `new:<label>`.
"""
OF_CODES = """\
# Classes that seem to be new. One may also be an old class under another name: then give its label that code.
"""
OF_LABELS = "# What labels stand for that the family does not know, with the reason for the guess.\n"
OF_OPEN = "# What nothing tells: give them codes, or describe a new class, and take the signs before them away.\n"
OF_PRINTED = "# The classes that each block of this edition has: what the next edition is held against.\n"

STYLE: dict[str, Any] = {"sort_keys": False, "width": 120, "default_flow_style": None}
UNDECIDED = "?"
LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class _Guess:
    """The codes proposed for an unknown label; those of a new class come with its dimension."""

    drift: LabelDrift
    codes: Mapping[str, str]
    reason: str
    added: tuple[str, str] | None = None


def proposal(
    labels: Sequence[LabelDrift], looks: Sequence[BlockLook], family: Family, edition_year: int
) -> dict[str, str]:
    """The file with its name in the report's folder; what the family says of the edition already is kept in it."""
    guesses = [_guess(one, family.spec) for one in _once(labels)]
    known = family.years.get(edition_year)
    so_far: dict[str, Any] = known.model_dump(exclude_defaults=True, mode="json") if known else {}
    codes = {name: dict(of) for name, of in so_far.get("codes", {}).items()}
    for one in guesses:
        if one.added:
            text = one.drift.unknown.label.text
            codes.setdefault(one.added[0], {})[one.added[1]] = {"sv": text, "en": text}
    decided = [_entry(one) for one in guesses if one.codes]
    undecided = [_entry(one) for one in guesses if not one.codes]
    parts = [
        HEAD.format(family=family.spec.family, year=edition_year),
        f"edition_year: {edition_year}\n",
        *((OF_CODES, _yaml({"codes": codes})) if codes else ()),
        *((OF_LABELS, _yaml({"labels": [*so_far.get("labels", ()), *decided]})) if decided or known else ()),
        *((OF_OPEN, _commented(_yaml(undecided))) if undecided else ()),
        OF_PRINTED,
        _yaml({"printed": _printed(looks, guesses, family.spec, codes)}),
        *((_yaml({"accepted": so_far["accepted"]}),) if "accepted" in so_far else ()),
    ]
    return {f"proposed/{edition_year}.yml": "".join(parts)}


def _once(labels: Iterable[LabelDrift]) -> list[LabelDrift]:
    """Each label of a vocabulary once, whichever blocks print it: from the one that tells most of it."""
    best: dict[tuple[str, str], LabelDrift] = {}
    for one in labels:
        name = (one.unknown.vocabulary, one.unknown.label.text)
        if name not in best or (one.likely and not best[name].likely):
            best[name] = one
    return list(best.values())


def _guess(drift: LabelDrift, spec: FamilySpec) -> _Guess:
    unknown = drift.unknown
    if drift.likely:
        near = f"{unknown.nearest} looks most like it" if drift.is_like_a_known_label else "no other class is gone"
        return _Guess(drift, dict(drift.likely), f"Renamed? {near}.")
    listable = [name for name in unknown.new_in if spec.dimensions[name].standard is None]
    code = slug_of(unknown.label.text, "_")[:LONGEST_CODE].rstrip("_")
    if len(listable) == len(unknown.new_in) == 1 and code and code not in spec.dimensions[listable[0]].codes:
        return _Guess(drift, {listable[0]: code}, "A class that the family does not have?", (listable[0], code))
    return _Guess(drift, {}, "Not known; nothing tells what it stands for")


def _entry(guess: _Guess) -> dict[str, Any]:
    unknown = guess.drift.unknown
    return {
        "vocabulary": unknown.vocabulary,
        "label": unknown.label.text,
        "codes": dict(guess.codes) or dict.fromkeys(unknown.new_in, UNDECIDED),
        "reason": guess.reason,
    }


def _printed(
    looks: Iterable[BlockLook], guesses: Iterable[_Guess], spec: FamilySpec, added: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, list[str]]]:
    """The codes of every block; of a new label those proposed for it, of one that nothing tells none."""
    meant = {f"{NEW}{one.drift.unknown.label.text}": one.codes for one in guesses}

    def known(dimension: str, code: str) -> str | None:
        described = spec.dimensions[dimension]
        settled = meant.get(code, {}).get(dimension, "") if code.startswith(NEW) else code
        listed = {*described.codes, *added.get(dimension, ()), *RESERVED_CODES}
        return settled if settled and (described.standard or settled in listed) else None

    return {
        look.block_id: {
            name: list(dict.fromkeys(found for code in codes if (found := known(name, code))))
            for name, codes in look.classes
        }
        for look in looks
        if look.is_read and look.block_id in {*spec.blocks, *spec.charts}
    }


def _yaml(content: Any) -> str:
    """YAML in which text from a PDF is quoted where it has to be, and escaped where it cannot be seen.

    PyYAML writes U+0085 as it is and reads it as a space.
    """
    text = str(yaml.safe_dump(content, allow_unicode=True, **STYLE))
    return text if text.replace("\n", "").isprintable() else str(yaml.safe_dump(content, **STYLE))


def _commented(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.split("\n") if line)

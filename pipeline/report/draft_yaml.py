"""A drafted family as YAML: text of the report only as quoted scalars, and CHECK wherever a person has to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import yaml

from pipeline.model.observation import TOTAL, SourceKind
from pipeline.model.slug import slug_of
from pipeline.report.draft import COLUMN, ROW, Draft, DraftBlock, DraftDimension
from pipeline.spec.total_words import names_a_total

CHECK = "# CHECK"
"""What a person has to decide."""

NEVER = r"(?!)(?P<year>\d{4})"
"""Recognises no document."""

SHARE = "share"
COUNT = "count"


def quoted(text: str) -> str:
    """A text as a YAML scalar in double quotes, on one line, whatever it holds; what cannot be seen is escaped.

    >>> quoted("Antal: lån # 1")
    '"Antal: lån # 1"'
    """
    one_line = " ".join(text.split())
    is_plain = one_line.isprintable()  # else signs that turn the direction of writing would show another text
    dumped: str = yaml.safe_dump(one_line, default_style='"', allow_unicode=is_plain, width=float("inf"))
    return dumped.strip()


def draft_yaml(draft: Draft, family: str, source: str) -> str:
    """The text of ``family.yml``."""
    return "\n".join((*_head(draft, family, source), *_dimensions(draft), *_measures(draft), *_rest(draft))) + "\n"


def _head(draft: Draft, family: str, source: str) -> Iterator[str]:
    yield f"# Drafted from {quoted(source)}. CHECK marks what a person has to decide: take the words away"
    yield "# once you have. Labels are as printed, codes are made from them: rename codes before others rely on them."
    yield f"family: {family}"
    yield f"title: {quoted(draft.title.text or family)}"
    publisher = draft.publisher if draft.publisher.strip(" ()") not in {"", "anonymous"} else "unknown"
    yield f"publisher: {quoted(publisher)}  {CHECK}: who publishes it"
    yield ""
    yield "identification:"
    if draft.title.pattern:
        yield f"  title: {quoted(draft.title.pattern)}  {CHECK}: would next year's title fit, and no other report's?"
    else:
        yield f"  title: {quoted(NEVER)}  {CHECK}: no year stands on the first page; this pattern recognises nothing"
    yield ""


def _dimensions(draft: Draft) -> Iterator[str]:
    yield "dimensions:" if draft.dimensions else "dimensions: {}"
    for one in draft.dimensions:
        yield f"  {one.name}:  {CHECK}: what are these classes of? Give it a name, here and below"
        yield f"    sv: {quoted(one.name)}"
        yield f"    en: {quoted(one.name)}"
        yield from _codes(one.name, _own_labels(one))
        if one.parts:
            yield f"  {_outer(one)}:  {CHECK}: the classes that these classes are parts of, as sums showed"
            yield f"    sv: {quoted(_outer(one))}"
            yield f"    en: {quoted(_outer(one))}"
            yield from _codes(one.name, _outer_labels(one))
    yield ""


def _codes(name: str, labels: Iterable[str]) -> Iterator[str]:
    codes = code_by_label(labels)
    yield "    codes:" if codes else f"    codes: {{}}  {CHECK}: {name} has no class of its own"
    for label, code in codes.items():
        yield f"      {quoted(code)}: {{sv: {quoted(label)}, en: {quoted(label)}}}"


def code_by_label(labels: Iterable[str]) -> dict[str, str]:
    """A code for each label: its letters and digits, and a number behind it where two would be the same."""
    codes: dict[str, str] = {}
    for label in labels:
        base = slug_of(label, "_")[:40].strip("_") or "class"
        taken, number = set(codes.values()), 1
        code = base
        while code in taken:
            number += 1
            code = f"{base}_{number}"
        codes[label] = code
    return codes


def _outer(one: DraftDimension) -> str:
    return f"{one.name}_total"


def _own_labels(one: DraftDimension) -> list[str]:
    """Labels of classes that are told by themselves, or as parts of another class."""
    return [label for label in one.labels if label not in set(one.parts.values())]


def _outer_labels(one: DraftDimension) -> list[str]:
    """Labels of classes that others are parts of."""
    return [label for label in one.labels if label in set(one.parts.values())]


def _measures(draft: Draft) -> Iterator[str]:
    counted = [*draft.blocks, *draft.charts]
    yield "measures:" if counted else "measures: {}"
    for one in counted:
        caption = one.caption or f"What {one.name} counts"
        yield f"  {measure_of(one)}:  {CHECK}: what is counted? Blocks that count the same should have one measure"
        yield f"    sv: {quoted(caption)}"
        yield f"    en: {quoted(caption)}"
        yield from _inapplicable(one, draft)
    if any(one.is_share for one in draft.charts):
        yield f"  {SHARE}: {{sv: Andel, en: Share}}"
    yield ""


def _inapplicable(one: DraftBlock, draft: Draft) -> Iterator[str]:
    applicable = {one.rows.name, *([one.groups.name] if one.groups else [])}
    others = [name for dimension in draft.dimensions if dimension.name not in applicable for name in _names(dimension)]
    if others:
        yield f"    inapplicable: [{', '.join(others)}]"


def _names(one: DraftDimension) -> list[str]:
    return [one.name, *([_outer(one)] if one.parts else [])]


def measure_of(one: DraftBlock) -> str:
    """The measure of a block, by its name."""
    return f"measure_{one.name}"


def _rest(draft: Draft) -> Iterator[str]:
    yield "vocabularies:" if draft.dimensions else "vocabularies: {}"
    for one in draft.dimensions:
        yield f"  labels_{one.name}:"
        yield f"    dimensions: [{', '.join(_names(one))}]"
        yield "    labels:"
        yield from _labels(one)
    yield ""
    yield "blocks:" if draft.blocks else f"blocks: {{}}  {CHECK}: nothing was found that a block can describe"
    for block in draft.blocks:
        yield from _block(block)
    yield ""
    if draft.charts:
        yield "charts:"
        for chart in draft.charts:
            yield from _chart(chart)
        yield ""
    if draft.left_out:
        yield f"{CHECK}: what was found, too, and is not described here:"
        yield from (f"#   {name}: {reason}" for name, reason in draft.left_out)
    if draft.sentences:
        yield f"{CHECK}: {draft.sentences} numbers stand in sentences; see `prose` in pipeline/spec/schema.py"


def _labels(one: DraftDimension) -> Iterator[str]:
    own, outer = code_by_label(_own_labels(one)), code_by_label(_outer_labels(one))
    for label in one.labels:
        codes = {}
        if label in own:
            codes[one.name] = own[label]
        above = one.parts.get(label, label)
        if above in outer:
            codes[_outer(one)] = outer[above]
        doubt = f"  {CHECK}: a word for a total, but no sum was found" if names_a_total(label) else ""
        yield f"      - {{labels: [{quoted(label)}], codes: {{{_pairs(codes)}}}}}{doubt}"
    for label in one.totals:
        yield f"      - {{labels: [{quoted(label)}], codes: {{{_pairs(dict.fromkeys(_names(one), TOTAL))}}}}}"


def _pairs(codes: dict[str, str]) -> str:
    return ", ".join(f"{name}: {quoted(code)}" for name, code in codes.items())


def _block(one: DraftBlock) -> Iterator[str]:
    caption = one.caption or one.name
    yield f"  {one.name}:"
    yield f"    sv: {quoted(caption)}"
    yield f"    en: {quoted(caption)}"
    yield f"    printed_as: {one.kind.value if one.kind is not SourceKind.CHART else SourceKind.BOX.value}"
    yield f"    measure: {measure_of(one)}"
    yield f"    unit: {COUNT}  {CHECK}: persons, cases or count"
    if one.groups:
        yield f"    group: labels_{one.groups.name}"
    yield f"    rows: labels_{one.rows.name}"
    yield f"    rows_closure: {_closure(one, ROW)}"
    if one.groups:
        yield f"    groups_closure: {_closure(one, COLUMN)}"


def _closure(one: DraftBlock, axis: str) -> str:
    if axis in one.adds_up:
        return f"closed  {CHECK}: its totals are the sums of the classes printed; are all classes always printed?"
    return f"open  {CHECK}: no total was found to be the sum of its classes"


def _chart(one: DraftBlock) -> Iterator[str]:
    caption = one.caption or one.name
    yield f"  {one.name}:"
    yield f"    sv: {quoted(caption)}"
    yield f"    en: {quoted(caption)}"
    yield f"    measure: {measure_of(one)}"
    yield f"    unit: {COUNT}  {CHECK}: persons, cases or count" + (
        ", of which it draws shares" if one.is_share else ""
    )
    yield f"    categories: labels_{one.rows.name}"
    if one.groups:
        yield f"    series: labels_{one.groups.name}"

"""Reads a data file; a key it does not know is an error."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml

from tests.typeset.model import Block, Group, Number, Paragraph, ReportData, Section

if TYPE_CHECKING:
    from pathlib import Path

_REPORT_KEYS = {
    "family",
    "edition_year",
    "title",
    "running_head",
    "facsimile_note",
    "metadata",
    "defaults",
    "words",
    "hyphenation",
    "blocks",
    "sections",
}
_BLOCK_KEYS = {"id", "kind", "figure", "caption", "note", "columns", "series", "share_base", "groups"}
_GROUP_KEYS = {"key", "label", "codes", "total", "items"}
_SECTION_KEYS = {"id", "heading", "level", "style", "paragraphs", "figures", "place", "digits"}
_PARAGRAPH_KEYS = {"text", "numbers", "link"}
_NUMBER_FIELDS = {
    "measure",
    "unit",
    "time_period",
    "qualifier",
    "period_kind",
    "base_measure",
    "share_base",
    "compared_to",
    "about",
}
_NUMBER_KEYS = _NUMBER_FIELDS | {"key", "label", "value", "printed", "codes"}
_KINDS = {"bars", "stacked", "pie", "boxes", "industries", "callouts"}
_STYLES = {"plain", "lead", "panel", "quote"}
_PLACES = {"above", "below"}


class DataFileError(ValueError):
    """The data file says something the typesetter does not understand."""


def load_data(path: Path) -> ReportData:
    """Read a data file.

    Raises:
        DataFileError: an unknown key, kind or placeholder, or a key used twice.
    """
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    _known(raw, _REPORT_KEYS, "the report")
    defaults: dict[str, Any] = raw["defaults"]
    metadata: dict[str, Any] = raw["metadata"]
    data = ReportData(
        family=raw["family"],
        edition_year=raw["edition_year"],
        title=tuple(raw["title"]),
        running_head=raw["running_head"],
        facsimile_note=raw["facsimile_note"],
        metadata_title=metadata["title"],
        metadata_facsimile=metadata["facsimile"],
        keywords=tuple(metadata["keywords"]),
        words=raw["words"],
        seams=tuple(raw.get("hyphenation", ())),
        blocks=tuple(_block(entry, defaults) for entry in raw["blocks"]),
        sections=tuple(_section(entry, defaults) for entry in raw["sections"]),
    )
    _check_ids(data)
    return data


def _block(raw: Mapping[str, Any], defaults: Mapping[str, Any]) -> Block:
    place = f"block {raw.get('id')}"
    _known(raw, _BLOCK_KEYS, place)
    _one_of(raw["kind"], _KINDS, place)
    block = Block(
        id=raw["id"],
        kind=raw["kind"],
        caption=raw["caption"],
        groups=tuple(_group(entry, defaults, place) for entry in raw["groups"]),
        figure=raw.get("figure"),
        note=raw.get("note", ""),
        columns=tuple(raw.get("columns", ())),
        series=tuple(raw.get("series", ())),
        share_base=raw.get("share_base", "_Z"),
    )
    _unique((item.key for group in block.groups for item in group.items), place)
    return block


def _group(raw: Mapping[str, Any], defaults: Mapping[str, Any], place: str) -> Group:
    _known(raw, _GROUP_KEYS, place)
    codes: dict[str, str] = raw.get("codes", {})
    prefix = f"{raw['key']}." if raw["key"] else ""
    total = raw.get("total")
    entries = [{**entry, "codes": {**codes, **entry.get("codes", {})}} for entry in raw["items"]]
    return Group(
        key=raw["key"],
        label=raw.get("label", ""),
        total=None if total is None else _number({"value": total, "codes": codes}, f"{prefix}total", defaults),
        items=tuple(_number(entry, prefix + entry["key"], defaults) for entry in entries),
    )


def _number(raw: Mapping[str, Any], key: str, defaults: Mapping[str, Any]) -> Number:
    _known(raw, _NUMBER_KEYS, f"number {key}")
    value = raw["value"]
    if isinstance(value, float):
        raise DataFileError(f"number {key}: write {value} in quotes, so that it is kept as written")
    if value is None and not raw.get("printed"):
        raise DataFileError(f"number {key}: a number without value needs the mark it is printed as")
    fields = {name: str({**defaults, **raw}[name]) for name in _NUMBER_FIELDS if name in raw or name in defaults}
    return Number(
        key=key,
        value=None if value is None else Decimal(value),
        label=raw.get("label", ""),
        printed=raw.get("printed"),
        codes=raw["codes"],
        **fields,
    )


def _section(raw: Mapping[str, Any], defaults: Mapping[str, Any]) -> Section:
    place = f"section {raw.get('id')}"
    _known(raw, _SECTION_KEYS, place)
    return Section(
        id=raw["id"],
        heading=raw.get("heading", ""),
        level=raw.get("level", 2),
        style=_one_of(raw.get("style", "plain"), _STYLES, place),
        paragraphs=tuple(_paragraph(entry, defaults, raw["id"]) for entry in raw["paragraphs"]),
        figures=tuple(tuple(row) for row in raw.get("figures", ())),
        place=_one_of(raw.get("place", "below"), _PLACES, place),
        digits=raw.get("digits", "auto"),
    )


def _paragraph(raw: Mapping[str, Any], defaults: Mapping[str, Any], section_id: str) -> Paragraph:
    place = f"section {section_id}"
    _known(raw, _PARAGRAPH_KEYS, place)
    numbers = {name: _number(entry, f"{section_id}.{name}", defaults) for name, entry in raw.get("numbers", {}).items()}
    used = [name for _, name, _, _ in string.Formatter().parse(raw["text"]) if name]
    if sorted(used) != sorted(numbers):
        raise DataFileError(f"{place}: the text uses {sorted(used)}, numbers gives {sorted(numbers)}")
    return Paragraph(text=raw["text"], numbers=numbers, link=raw.get("link", ""))


def _check_ids(data: ReportData) -> None:
    blocks = [block.id for block in data.blocks]
    _unique(blocks, "blocks")
    _unique((section.id for section in data.sections), "sections")
    shown = [name for section in data.sections for row in section.figures for name in row]
    _unique(shown, "the figures of the sections")
    if set(shown) != set(blocks):
        raise DataFileError(f"blocks and figures of the sections differ: {sorted(set(shown) ^ set(blocks))}")


def _known(raw: Mapping[str, Any], keys: set[str], place: str) -> None:
    unknown = set(raw) - keys
    if unknown:
        raise DataFileError(f"{place}: unknown keys {sorted(unknown)}; known are {sorted(keys)}")


def _one_of(name: str, names: set[str], place: str) -> str:
    if name not in names:
        raise DataFileError(f"{place}: unknown {name!r}; known are {sorted(names)}")
    return name


def _unique(names: Iterable[str], place: str) -> None:
    seen = list(names)
    double = sorted({name for name in seen if seen.count(name) > 1})
    if double:
        raise DataFileError(f"{place}: {double} occur more than once")

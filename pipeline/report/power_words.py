"""How likely a misprint of each number would be noticed: the sums of ``power.csv``, and what nothing covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Row = Mapping[str, str]

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "head": "{report}: {tried} single misprints of {numbers} printed numbers tried",
        "all": "all numbers",
        "checked": "numbers that a check says the value of",
        "group": "group",
        "numbers": "numbers",
        "contradicted": "contradicted",
        "remarked": "remarked on",
        "seen": "noticed",
        "by": "noticed first by: {kinds}",
        "none": "No misprint of these numbers would be noticed ({count}):",
        "weak": "Some misprints of these would not ({count}), the least noticed first:",
        "row": "page {page}, {printed}: {what} ({share} %; unseen {unseen})",
    },
    "sv": {
        "head": "{report}: {tried} enstaka tryckfel i {numbers} tryckta tal prövade",
        "all": "alla tal",
        "checked": "tal vars värde en kontroll säger",
        "group": "grupp",
        "numbers": "tal",
        "contradicted": "motsägs",
        "remarked": "anmärks",
        "seen": "märks",
        "by": "märks först av: {kinds}",
        "none": "Inget tryckfel i dessa tal skulle märkas ({count}):",
        "weak": "En del tryckfel i dessa skulle inte märkas ({count}), de minst märkta först:",
        "row": "sida {page}, {printed}: {what} ({share} %; märks inte: {unseen})",
    },
}


def power_sums(rows: Sequence[Row]) -> dict[str, Any]:
    """Misprints tried, contradicted and remarked on: of all numbers, of those checked, and by block."""
    groups: dict[str, list[Row]] = {"all": list(rows), "checked": [row for row in rows if row["checked"] == "yes"]}
    blocks: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        blocks[row["observation_id"].split(":")[1]].append(row)
    return {name: _sums(group) for name, group in (groups | dict(sorted(blocks.items()))).items()}


def _sums(rows: Sequence[Row]) -> dict[str, Any]:
    tried, noticed, remarked = (
        sum(int(row[column]) for row in rows) for column in ("misprints", "noticed", "remarked")
    )
    seen = round(100 * (noticed + remarked) / tried, 1) if tried else 0.0
    return {"numbers": len(rows), "misprints": tried, "noticed": noticed, "remarked": remarked, "percent": seen}


def power_lines(report_id: str, rows: Sequence[Row], language: str = "en") -> Iterator[str]:
    """The sums as a table, then every number of which a misprint may go unnoticed."""
    words, sums = _WORDS[language], power_sums(rows)
    yield words["head"].format(report=report_id, tried=sums["all"]["misprints"], numbers=sums["all"]["numbers"])
    yield f"{'':38} {words['numbers']:>8} {words['contradicted']:>13} {words['remarked']:>12} {words['seen']:>10}"
    for name, one in sums.items():
        if one["misprints"]:
            contradicted, remarked = (100 * one[key] / one["misprints"] for key in ("noticed", "remarked"))
            shares = f"{contradicted:11.1f} % {remarked:10.1f} % {one['percent']:8.1f} %"
            yield f"{words.get(name, name):38} {one['numbers']:8} {shares}"
    yield words["by"].format(kinds=", ".join(f"{kind} {count}" for kind, count in _kinds(rows)))
    covered = sorted((row for row in rows if row["unseen"]), key=lambda row: float(row["power"]))
    for heading, group in (
        ("none", [row for row in covered if float(row["power"]) == 0]),
        ("weak", [row for row in covered if float(row["power"]) > 0]),
    ):
        if group:
            yield ""
            yield words[heading].format(count=len(group))
            yield from (f"  {_row(row, words)}" for row in group)


def _kinds(rows: Sequence[Row]) -> list[tuple[str, int]]:
    found: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        for pair in filter(None, row["noticed_by"].split(";")):
            kind, _, count = pair.partition("=")
            found[kind] += int(count)
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def _row(row: Row, words: Mapping[str, str]) -> str:
    what = row["observation_id"].split(":", 1)[1]
    share = f"{100 * float(row['power']):.0f}"
    return words["row"].format(page=row["page"], printed=row["printed"], what=what, share=share, unseen=row["unseen"])

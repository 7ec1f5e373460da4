"""Tables of one report as they are written, small and sound: worked rows of the 2024 edition, and one of each kind."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

Row = Mapping[str, str]
Table = dict[str, Row]
"""Rows by a name that tests call them by."""

REPORT = "regionkoordinatorerna-2024"
DIMENSIONS = ["exploitation_form", "offence", "sex", "age", "industry", "origin", "referrer", "channel", "location"]
OBSERVATION_COLUMNS = [
    *[
        "observation_id",
        "fact_id",
        "report_id",
        "family",
        "edition_year",
        "vintage",
        "source_sha256",
        "time_period",
        "period_kind",
    ],
    *["measure", "base_measure", "about", "unit"],
    *DIMENSIONS,
    *["share_base", "compared_to", "value", "qualifier", "tolerance", "obs_status", "source_kind", "block_id"],
    *["page", "x0", "top", "x1", "bottom", "boxes", "printed", "label_printed", "group_printed", "clause"],
    *["readers_text", "readers_pairing", "verdict", "checks"],
]
LEDGER_COLUMNS = ["page", "x0", "top", "x1", "bottom", "printed", "value", "disposition", "reason", "observation_ids"]
CHECK_COLUMNS = [
    "check_id",
    "kind",
    "statement",
    "left",
    "right",
    "difference",
    "tolerance",
    "verdict",
    "severity",
    "observation_ids",
]
COLUMNS = {"observations": OBSERVATION_COLUMNS, "ledger": LEDGER_COLUMNS, "checks": CHECK_COLUMNS}

COMMON = {
    "report_id": REPORT,
    "family": "regionkoordinatorerna",
    "edition_year": "2024",
    "vintage": "1",
    "source_sha256": "0f" * 32,
    "time_period": "2024",
    "period_kind": "total",
    "measure": "persons_identified",
    "base_measure": "_Z",
    "about": "_Z",
    "unit": "persons",
    **dict.fromkeys(DIMENSIONS, "_T"),
    "location": "_Z",
    "share_base": "_Z",
    "compared_to": "_Z",
    "qualifier": "exact",
    "tolerance": "0",
    "obs_status": "A",
    "page": "3",
    "boxes": "[]",
    "group_printed": "",
    "clause": "",
    "readers_text": "2/2",
    "readers_pairing": "2/2",
    "verdict": "unchecked",
    "checks": "1",
}
BOX = {
    "source_kind": "box",
    "block_id": "form_boxes",
    "exploitation_form": "labour",
    "group_printed": "Arbetskraft",
    "verdict": "confirmed",
    "checks": "2",
}
PROSE = {"source_kind": "prose", "block_id": "prose", "label_printed": ""}
SHARE = {**PROSE, "measure": "share", "base_measure": "persons_identified", "unit": "percent", "tolerance": "0.5"}
CHANGE = {**PROSE, "measure": "change", "unit": "percent", "qualifier": "approximate", "obs_status": "E"}

_OBSERVATIONS: Table = {
    "women": {**BOX, "sex": "female", "age": "adult", "label_printed": "Kvinnor:", "printed": "69"},
    "girls": {**BOX, "sex": "female", "age": "child", "label_printed": "Flickor:", "printed": "4"},
    "unknown_age": {**BOX, "sex": "female", "age": "_U", "label_printed": "Okänd ålder kvinnor", "printed": "8"},
    "labour": {**BOX, "label_printed": "Totalt:", "printed": "233"},
    "females": {
        **PROSE,
        "exploitation_form": "labour",
        "sex": "female",
        "printed": "81",
        "clause": "81 kvinnor (35 procent)",
        "verdict": "confirmed",
        "checks": "2",
    },
    "share": {
        **SHARE,
        "exploitation_form": "labour",
        "sex": "female",
        "share_base": "exploitation_form",
        "printed": "35",
        "clause": "81 kvinnor (35 procent)",
    },
    "measured": {
        **SHARE,
        "source_kind": "chart",
        "block_id": "figure_2",
        "exploitation_form": "labour",
        "sex": "female",
        "age": "adult",
        "share_base": "exploitation_form|known:sex,age",
        "value": "33.0",
        "qualifier": "measured",
        "tolerance": "0.4",
        "obs_status": "E",
        "printed": "",
    },
    "industry": {
        "exploitation_form": "labour",
        "industry": "hotel_restaurant",
        "source_kind": "label",
        "block_id": "industries",
        "label_printed": "Hotell och restaurang",
        "printed": "74",
    },
    "thailand": {
        "origin": "TH",
        "age": "_U",
        "source_kind": "callout",
        "block_id": "figure_6",
        "label_printed": "Okänd ålder:",
        "group_printed": "Thailand",
        "printed": "14",
    },
    "referred": {
        "referrer": "own_outreach",
        "unit": "cases",
        "source_kind": "label",
        "block_id": "figure_5",
        "label_printed": "Uppsökande verksamhet",
        "printed": "104",
    },
    "inspected": {
        **PROSE,
        "unit": "cases",
        "exploitation_form": "labour",
        "channel": "joint_inspection",
        "printed": "105",
        "clause": "105 ärenden",
    },
    "earlier": {
        **PROSE,
        "age": "child",
        "time_period": "2018/2022",
        "period_kind": "each_year",
        "qualifier": "approximate",
        "obs_status": "E",
        "printed": "50",
        "clause": "stadigt på runt 50 barn",
    },
    "halved": {
        **CHANGE,
        "base_measure": "persons_identified",
        "age": "child",
        "compared_to": "2018/2022",
        "value": "-50",
        "printed": "halvering",
        "clause": "en halvering",
    },
    "points": {
        **CHANGE,
        "base_measure": "share",
        "unit": "percentage_points",
        "referrer": "civil_society",
        "compared_to": "2023",
        "value": "7",
        "printed": "sju",
        "clause": "sju procentenheter",
    },
    "rank": {
        **PROSE,
        "measure": "rank",
        "base_measure": "persons_identified",
        "about": "referrer",
        "unit": "rank",
        "referrer": "civil_society",
        "value": "4",
        "printed": "fjärde",
        "clause": "den fjärde vanligaste",
    },
    "top": {
        **PROSE,
        "measure": "category_count",
        "about": "origin:top",
        "unit": "count",
        "value": "5",
        "printed": "fem",
        "clause": "de fem vanligaste",
    },
    "overlap": {
        **PROSE,
        "measure": "persons_also_exploited",
        "about": "exploitation_form=labour",
        "exploitation_form": "sexual",
        "origin": "TH",
        "printed": "19",
        "clause": "19 också utsatta i arbetet",
    },
    "related": {
        **PROSE,
        "measure": "related_children",
        "location": "abroad",
        "printed": "36",
        "clause": "36 barn befann sig utomlands",
    },
    "missing": {
        **BOX,
        "sex": "male",
        "age": "child",
        "value": "",
        "obs_status": "Q",
        "label_printed": "Pojkar:",
        "printed": "..",
        "verdict": "unchecked",
    },
}

_LEDGER: Table = {
    "women": {"printed": "69", "value": "69", "disposition": "observation"},
    "claim": {"printed": "flest", "value": "", "disposition": "claim"},
    "year": {"printed": "2024", "value": "2024", "disposition": "year", "reason": "four digits from 1900 to 2099"},
    "figure": {"printed": "2", "value": "2", "disposition": "figure_number", "reason": "number of a caption"},
    "footer": {"printed": "17", "value": "17", "disposition": "other", "reason": "running head or foot"},
    "picture": {"printed": "", "value": "", "disposition": "unread_figure", "reason": "picture"},
}

_CHECKS: Table = {
    "sum": {"kind": "sum", "statement": "69 + 4 + 8 = 81", "left": "81", "right": "81"},
    "share": {
        "kind": "share",
        "statement": "81 / 233 = 34.8 percent",
        "left": "34.8",
        "right": "35",
        "tolerance": "0.5",
    },
    "broken": {
        "kind": "repeat",
        "statement": "430 (page 1) ≠ 403 (page 2)",
        "left": "430",
        "right": "403",
        "verdict": "breaks",
        "severity": "contradiction",
    },
    "subset": {"kind": "subset", "statement": "19 ≤ 38", "left": "19", "right": "38"},
    "cut": {
        "kind": "sum",
        "statement": "100 of 104",
        "left": "100",
        "right": "104",
        "verdict": "undecided",
        "severity": "incomplete",
    },
    "readers": {"kind": "readers", "statement": "69 at Kvinnor: text 2/2, pairing 2/2", "left": "4", "right": "4"},
    "dissent": {
        "kind": "readers",
        "statement": "8 at Okänd ålder kvinnor: text 1/2, pairing 2/2",
        "left": "3",
        "right": "4",
        "verdict": "breaks",
        "severity": "refusal",
    },
}


def sound_tables() -> dict[str, Table]:
    """Tables in which every expectation holds and has something to test."""
    return {
        "observations": {name: _observation(name, at) for at, name in enumerate(_OBSERVATIONS)},
        "ledger": {name: _token(name, at) for at, name in enumerate(_LEDGER)},
        "checks": {name: _check(name) for name in _CHECKS},
    }


def place(at: int) -> Row:
    """A box of its own for the nth row, in points."""
    top = 60 + 12 * at
    return {"x0": "195.80", "top": f"{top}.00", "x1": "210.70", "bottom": f"{top + 9}.00"}


def observation_id(name: str) -> str:
    """The id of a row; its name stands for the codes."""
    return f"{REPORT}:form_boxes:persons_identified;2024;{name}:1"


def write_tables(folder: Path, tables: Mapping[str, Mapping[str, Row]]) -> None:
    """Write each table as its CSV file."""
    for table, rows in tables.items():
        write_csv(folder / f"{table}.csv", COLUMNS[table], rows.values())


def write_csv(path: Path, columns: list[str], rows: Iterable[Row]) -> None:
    """Write rows of text under a header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _observation(name: str, at: int) -> Row:
    row = {**COMMON, **place(at), **_OBSERVATIONS[name]}
    ids = {"observation_id": observation_id(name), "fact_id": f"persons_identified;2024;{name}"}
    return {"value": row["printed"], **row, **ids}


def _token(name: str, at: int) -> Row:
    ids = observation_id(name) if _LEDGER[name]["disposition"] == "observation" else ""
    return {"page": "3", **place(at), "reason": "", "observation_ids": ids, **_LEDGER[name]}


def _check(name: str) -> Row:
    row = {"tolerance": "0", "verdict": "holds", "severity": "note", **_CHECKS[name]}
    difference = f"{float(row['left']) - float(row['right']):.1f}"
    ids = f"{observation_id('women')} {observation_id('girls')}"
    return {"check_id": f"{row['kind']}:{name}", "difference": difference, "observation_ids": ids, **row}

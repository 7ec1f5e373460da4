"""Holds what the pipeline wrote of a rehearsal against what was printed."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.rehearsal.drift_scoring import Reported, reported
from tests.rehearsal.model import Rehearsal
from tests.rehearsal.truth import Expected, expected_of, marks_of
from tests.typeset import NumberPrint, Truth

DIMENSIONS = (
    "exploitation_form",
    "offence",
    "sex",
    "age",
    "industry",
    "origin",
    "referrer",
    "channel",
    "location",
)
_DETAILS = ("base_measure", "share_base", "about", "compared_to", "period_kind", "qualifier")
_TOLD = {"confirmed", "unchecked"}

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NumberRead:
    """What became of a printed number: `right`, `new`, `wrong`, `refused`, or how the ledger has it.

    `is_detailed` tells whether also the base, what is compared, and the hedge are right.
    """

    block: str
    key: str
    page: int
    printed: str
    label: str
    group: str
    codes: str
    became: str
    read: str = ""
    is_detailed: bool = True


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A loaded row that says what is not so; `is_silent` where it counts as sound and no finding names it."""

    block: str
    page: int
    printed: str
    label: str
    fact: str
    value: str
    unit: str
    kind: str
    verdict: str
    is_silent: bool
    expected: str


@dataclass(frozen=True, slots=True)
class Score:
    """What became of a rehearsal; `numbers` are those of the text layer, `contradictions` are false alarms."""

    seed: int
    status: str
    reasons: tuple[str, ...]
    numbers: tuple[NumberRead, ...]
    wrong: tuple[WrongRow, ...]
    drifts: tuple[Reported, ...]
    contradictions: tuple[str, ...]
    traits: frozenset[str]
    seconds: float

    @property
    def silent(self) -> tuple[WrongRow, ...]:
        """Rows that are wrong and pass for sound."""
        return tuple(row for row in self.wrong if row.is_silent)


@dataclass(frozen=True, slots=True)
class Output:
    """What a run wrote of one report; without rows where it was refused."""

    status: str
    message: str
    rows: tuple[Row, ...]
    ledger: tuple[Row, ...]
    findings: tuple[Mapping[str, Any], ...]


def read_output(out: Path, report_id: str | None, status: str, message: str) -> Output:
    """Read the rows, the ledger and the findings of a report from the output folder."""
    folder = out / (report_id or "")
    if report_id is None or not (folder / "findings.json").exists():
        return Output(status, message, (), (), ())
    findings = json.loads((folder / "findings.json").read_text(encoding="utf-8"))["findings"]
    rows = tuple(_rows(folder / "observations.csv")) if status == "loaded" else ()
    return Output(status, message, rows, tuple(_rows(folder / "ledger.csv")), tuple(findings))


def score(rehearsal: Rehearsal, truth: Truth, output: Output, seconds: float) -> Score:
    """Compare rows, ledger and findings with the truth."""
    prints = [one for one in truth.numbers if one.set_as == "text"]
    told = [one for one in output.findings if one["severity"] in {"refusal", "contradiction"}]
    reasons = tuple(str(one["message"]["en"]) for one in told if one["severity"] == "refusal")
    return Score(
        seed=rehearsal.seed,
        status=output.status,
        reasons=reasons or ((output.message,) if output.status != "loaded" else ()),
        numbers=tuple(_number_read(one, rehearsal, output) for one in prints),
        wrong=tuple(wrong_rows(rehearsal, truth.numbers, output)),
        drifts=tuple(reported(drift, output.findings, truth) for drift in rehearsal.drifts),
        contradictions=tuple(str(one["message"]["en"]) for one in told if one["severity"] == "contradiction"),
        traits=rehearsal.traits,
        seconds=seconds,
    )


def _number_read(printed: NumberPrint, rehearsal: Rehearsal, output: Output) -> NumberRead:
    expected = expected_of(printed, rehearsal)
    rows = [row for row in output.rows if row["qualifier"] != "measured" and is_at(row, printed)]
    right = [row for row in rows if says(row, expected)]
    became, read = _became(printed, rows, right, expected, output)
    return NumberRead(
        block=printed.block,
        key=printed.key,
        page=printed.page,
        printed=printed.printed,
        label=printed.label,
        group=printed.group,
        codes=_words(expected.codes),
        became=became,
        read=read,
        is_detailed=any(all(row[name] == getattr(printed, name) for name in _DETAILS) for row in right),
    )


def _became(
    printed: NumberPrint, rows: Sequence[Row], right: Sequence[Row], expected: Expected, output: Output
) -> tuple[str, str]:
    if right:
        is_new = expected.is_read_as_new(codes_of(right[0]))
        return "new" if is_new else "right", right[0]["fact_id"]
    if output.status != "loaded":
        return "refused", ""
    if rows:
        return "wrong", " | ".join(f"{row['fact_id']} = {row['value']} {row['unit']}" for row in rows)
    tokens = [row for row in output.ledger if is_at(row, printed)]
    if not tokens:
        return "no token", ""
    return tokens[0]["disposition"], tokens[0]["reason"]


def wrong_rows(rehearsal: Rehearsal, prints: Sequence[NumberPrint], output: Output) -> Iterator[WrongRow]:
    """Yield the rows whose value, unit, measure, codes or period no printed number and no mark has."""
    expected = [(one, expected_of(one, rehearsal)) for one in prints]
    marks = list(marks_of(rehearsal))
    named = {name for finding in output.findings for name in finding["observation_ids"]}
    for row in output.rows:
        if row["qualifier"] == "measured":
            is_right = any(says(row, one, Decimal(row["tolerance"])) for one in marks)
        else:
            is_right = any(says(row, one) for _, one in expected)
        if is_right or not row["value"]:
            continue
        at = [
            f"{one.measure};{one.time_period};{_words(one.codes)} = {one.value} {one.unit}"
            for each, one in expected
            if is_at(row, each)
        ]
        yield WrongRow(
            block=row["block_id"],
            page=int(row["page"]),
            printed=row["printed"],
            label=f"{row['group_printed']} / {row['label_printed']}" if row["group_printed"] else row["label_printed"],
            fact=row["fact_id"],
            value=row["value"],
            unit=row["unit"],
            kind=row["source_kind"],
            verdict=row["verdict"],
            is_silent=row["verdict"] in _TOLD and row["observation_id"] not in named,
            expected=" | ".join(at) or row["clause"],
        )


def says(row: Row, one: Expected, tolerance: Decimal = Decimal(0)) -> bool:
    """Whether a row has the value, unit, measure, codes and period that a number or a mark has."""
    return (
        bool(row["value"])
        and abs(Decimal(row["value"]) - one.value) <= tolerance
        and (row["unit"], row["measure"], row["time_period"]) == (one.unit, one.measure, one.time_period)
        and one.matches(codes_of(row))
    )


def codes_of(row: Row) -> dict[str, str]:
    """Return the codes of a row without totals and what does not apply."""
    return {name: row[name] for name in DIMENSIONS if row[name] not in {"_T", "_Z", ""}}


def is_at(row: Row, printed: NumberPrint) -> bool:
    """Whether a row or a token stands where a number is printed: one holds the other's middle."""
    return any(page == printed.page and _overlap(box, printed) for page, box in _places(row))


def _places(row: Row) -> Iterator[tuple[int, tuple[float, ...]]]:
    page = int(row["page"])
    yield page, tuple(float(row[name]) for name in ("x0", "top", "x1", "bottom"))
    for box in json.loads(row.get("boxes") or "[]"):
        yield int(box[4]) if len(box) > 4 else page, tuple(float(at) for at in box[:4])


def _overlap(box: Sequence[float], printed: NumberPrint) -> bool:
    x0, top, x1, bottom = box
    mid_x, mid_y = (printed.box.x0 + printed.box.x1) / 2, (printed.box.top + printed.box.bottom) / 2
    in_box = x0 <= mid_x <= x1 and top <= mid_y <= bottom
    holds = (
        printed.box.x0 <= (x0 + x1) / 2 <= printed.box.x1
        and printed.box.top <= (top + bottom) / 2 <= printed.box.bottom
    )
    return in_box or holds


def _words(codes: Mapping[str, str]) -> str:
    return ";".join(f"{name}={code}" for name, code in sorted(codes.items())) or "all"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))

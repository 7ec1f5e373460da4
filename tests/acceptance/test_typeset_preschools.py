"""Typeset reports of the preschool survey: what is read, misprints that are noticed, and earlier editions of a unit."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from pipeline.run import Options, run
from tests.fixtures.pdfs import write
from tests.fixtures.preschools import ANSWERS, PERSONS, QUESTIONS, Preschool, mean_of, preschool_report

pytestmark = pytest.mark.usefixtures("in_this_process")

Row = dict[str, str]
REPORT = "forskoleenkaten-2031-linden-4"
CODES = ("thrives", "support", "language")


def _load(told: Preschool, out: Path, name: str = "report.pdf") -> str:
    """Load a report and give its id."""
    (outcome,) = run([write(out.parent, name, preschool_report(told))], out, Options()).outcomes
    assert outcome.status == "loaded", outcome.message
    return str(outcome.report_id)


def _rows(out: Path, report: str = REPORT) -> list[Row]:
    with (out / report / "observations.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _contradictions(out: Path, report: str = REPORT) -> set[str]:
    content = json.loads((out / report / "findings.json").read_text(encoding="utf-8"))
    return {one["kind"] for one in content["findings"] if one["severity"] == "contradiction"}


def _told(rows: list[Row], measure: str, **codes: str) -> list[str]:
    return [
        row["value"]
        for row in rows
        if row["measure"] == measure
        and row["qualifier"] == "exact"
        and all(row[name] == code for name, code in codes.items())
    ]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sound") / "out"
    assert _load(Preschool(earlier={2030: {QUESTIONS[0]: "4,10"}}), out) == REPORT
    return out


def test_answers_means_and_respondents_are_read(sound: Path) -> None:
    rows = _rows(sound)
    codes = ("agree_1", "agree_2", "agree_3", "agree_4", "agree_5", "dont_know")
    read = {
        (question, code): _told(rows, "share", question=question, answer=code) for question in CODES for code in codes
    }
    expected = {
        (question, code): [str(5 * count)] if count else []
        for question, counts in zip(CODES, PERSONS.values(), strict=True)
        for code, count in zip(codes, counts, strict=True)
    }
    assert read == expected
    means = [_told(rows, "mean", question=one, area="Linden 4", time_period="2031") for one in CODES]
    assert means == [[mean_of(counts).replace(",", ".")] for counts in PERSONS.values()]
    assert _told(rows, "parents", participation="responded") == ["20"]
    assert _told(rows, "parents", participation="_T") == ["40"]


def test_a_year_without_a_mean_is_a_row_with_the_reason(sound: Path) -> None:
    missing = [row for row in _rows(sound) if row["printed"] == "-"]
    assert [(row["question"], row["time_period"], row["value"], row["obs_status"]) for row in missing] == [
        ("support", "2030", "", "M"),
        ("language", "2030", "", "M"),
    ]


def test_a_sound_report_is_not_contradicted(sound: Path) -> None:
    assert _contradictions(sound) == set()


@pytest.mark.parametrize(
    ("place", "misprint", "kinds"),
    [
        pytest.param((QUESTIONS[0], "Linden 4 2031"), "4,52", {"share"}, id="mean"),
        pytest.param((QUESTIONS[1], ANSWERS[3]), "60%", {"sum", "subset", "chart", "share"}, id="answer"),
    ],
)
def test_a_misprint_is_noticed(place: tuple[str, str], misprint: str, kinds: set[str], tmp_path: Path) -> None:
    _load(Preschool(printed={place: misprint}), tmp_path / "out")
    found = _contradictions(tmp_path / "out")
    assert found
    assert found <= kinds


def test_a_rate_that_is_none_of_the_persons_is_noticed(tmp_path: Path) -> None:
    _load(Preschool(rate="55 %"), tmp_path / "out")
    assert _contradictions(tmp_path / "out") == {"share"}


def test_what_a_report_says_of_an_earlier_year_is_held_against_that_year_of_the_same_unit(tmp_path: Path) -> None:
    out, before = tmp_path / "out", dict.fromkeys(QUESTIONS, (0, 2, 2, 6, 10, 0))
    _load(Preschool(year=2030, persons=before), out, "before.pdf")
    _load(Preschool(year=2030, unit="Eken", persons=PERSONS), out, "other.pdf")
    right = mean_of(before[QUESTIONS[0]])
    _load(Preschool(earlier={2030: dict.fromkeys(QUESTIONS, right)}), out)
    assert _contradictions(out) == set()
    checks = (out / REPORT / "checks.csv").read_text(encoding="utf-8")
    assert checks.count("vintage,") >= len(QUESTIONS)
    _load(Preschool(earlier={2030: {**dict.fromkeys(QUESTIONS, right), QUESTIONS[1]: "3,90"}}), out)
    assert _contradictions(out) == {"vintage"}


def test_a_new_question_keeps_its_values_under_its_own_wording(tmp_path: Path) -> None:
    new = "…maten är god"
    _load(Preschool(persons={**PERSONS, new: (0, 0, 5, 5, 10, 0)}), tmp_path / "out")
    rows = _rows(tmp_path / "out")
    assert _told(rows, "mean", question=f"new:{new}", area="Linden 4") == ["4.25"]
    assert _told(rows, "share", question=f"new:{new}", answer="agree_5") == ["50"]


def test_a_report_on_another_scale_is_not_read_as_if_it_were_on_this_one(tmp_path: Path) -> None:
    """Without the words that say that the scale ends at 5 no table and no chart is taken for one of it."""
    out = tmp_path / "out"
    _load(Preschool(highest=9), out)
    assert {row["measure"] for row in _rows(out)} == {"parents", "share"}
    assert {row["block_id"] for row in _rows(out)} == {"responses"}


def test_a_report_that_names_no_unit_or_several_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "report.pdf", preschool_report(Preschool(also="Rapporten gäller Eken och bygger på svar")))
    (outcome,) = run([path], tmp_path / "out", Options()).outcomes
    assert outcome.status == "refused"
    assert "Eken, Linden 4" in str(outcome.message)

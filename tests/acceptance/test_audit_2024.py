"""The audit of the published report: no contradiction, and the remarks that a careful reader makes of it."""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main

pytestmark = pytest.mark.usefixtures("in_this_process")


@dataclass(frozen=True, slots=True)
class Told:
    """What the command prints as JSON, and its exit status."""

    status: int
    content: dict[str, Any]

    def arithmetic(self, severity: str) -> list[str]:
        return [one["arithmetic"] for one in self.content["findings"] if one["severity"] == severity]

    def message(self, arithmetic: str) -> str:
        (text,) = [one["message"]["en"] for one in self.content["findings"] if one["arithmetic"].startswith(arithmetic)]
        return str(text)


def command(*arguments: str) -> tuple[int, str]:
    """Exit status and what is printed."""
    out = StringIO()
    with redirect_stdout(out):
        status = main(arguments)
    return status, out.getvalue()


@pytest.fixture(scope="module", params=["a", "b"])
def told(request: pytest.FixtureRequest, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    nowhere = tmp_path_factory.mktemp("audit") / "none"
    status, out = command("audit", str(corpus / f"rk-2024-{request.param}.pdf"), "--json", "--out", str(nowhere))
    return Told(status, json.loads(out))


def test_the_report_contradicts_itself_nowhere(told: Told) -> None:
    assert (told.status, told.arithmetic("contradiction"), told.arithmetic("refusal")) == (0, [], [])


@pytest.mark.parametrize(
    "arithmetic",
    [
        "13 + 21 = 34 < 35",
        "270 + 159 = 429 < 430",
        "151 + 81 = 232 < 233",
        "147 + 2 = 149 < 166",
        "233 + 6 + 3 + 2 + 1 + 166 = 411 < 430",
    ],
)
def test_what_a_split_leaves_untold_is_a_remark(told: Told, arithmetic: str) -> None:
    assert arithmetic in told.arithmetic("incomplete")


def test_the_one_of_430_is_of_unknown_sex_and_the_rest_of_the_boxes_is_bounded(told: Told) -> None:
    assert told.message("270 + 159").endswith("what the others allow: Sex: unknown 1")
    rest = told.message("233 + 6 + 3")
    assert all(f"{name} 0–19" in rest for name in ("Begging", "Forced marriage", "Form of exploitation: unknown"))


def test_most_cases_are_not_more_than_half(told: Told) -> None:
    assert "430 > 2 × 104" in told.arithmetic("wording")
    assert "De flesta" in told.message("430 > 2")


def test_the_share_told_of_2019_agrees_only_as_one_of_adults_of_known_sex(told: Told) -> None:
    message = told.message("(46 + 26) / 298 = 24.1611 % ≠ 19")
    assert "adults of known sex only, it agrees: 46 / (202 + 46) = 18.5484 %" in message


def test_labour_did_not_rise_in_every_earlier_year(told: Told) -> None:
    assert "189 (2021) > 130 (2022) < 189 (2023)" in told.arithmetic("wording")
    assert "another vintage" in told.message("189 (2021)")


def test_the_words_can_be_had_in_swedish(corpus: Path, tmp_path: Path) -> None:
    status, out = command("audit", str(corpus / "rk-2024-a.pdf"), "--lang", "sv", "--out", str(tmp_path / "none"))
    assert status == 0
    assert "Ord som säger mer än talen, eller något annat (3)" in out
    assert "sida 4" in out
    assert "the words" not in out

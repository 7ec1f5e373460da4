"""A finding that a person has judged is quiet while it is what it was, and the report is refused when it is not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.run import Options, Outcome, audit, run
from pipeline.spec.loading import FAMILIES
from tests.fixtures import pdfs

pytestmark = pytest.mark.usefixtures("in_this_process")

FAMILY = "regionkoordinatorerna"
REPORT = f"{FAMILY}-2031"
FINDING = "contradiction:sum:form_boxes:persons_identified;2031;exploitation_form=labour:sex+age"
REASON = "The total counts two persons whose rows are left out of the box."


def families(folder: Path, **judgement: str) -> Path:
    """The family with an edition of 2031 in which the contradiction below was judged."""
    shutil.copytree(FAMILIES / FAMILY, folder / "families" / FAMILY)
    judged = {"report": REPORT, "finding": FINDING, "arithmetic": "69 + 4 = 73 ≠ 75", "reason": REASON} | judgement
    text = yaml.safe_dump({"edition_year": 2031, "accepted": [judged]}, allow_unicode=True)
    (folder / "families" / FAMILY / "2031.yml").write_text(text, encoding="utf-8")
    return folder / "families"


def printed(folder: Path, total: int = 75) -> Path:
    """A report whose box has a total that its rows do not add up to, unless it is 73."""
    rows = (("Kvinnor:", "69"), ("Flickor:", "4"), ("Totalt:", str(total)))
    return pdfs.write(
        folder, "a.pdf", pdfs.boxed_report("REGIONKOORDINATORERNAS STATISTIK 2031", rows, heading="Arbetskraft")
    )


def loaded(folder: Path, known: Path, total: int = 75) -> tuple[Outcome, list[dict[str, Any]]]:
    """What became of the report, and its findings that are contradictions or refusals."""
    result = run([printed(folder, total)], folder / "out", Options(families=known))
    content = json.loads((folder / "out" / REPORT / "findings.json").read_text(encoding="utf-8"))
    serious = [one for one in content["findings"] if one["severity"] in {"contradiction", "refusal"}]
    return result.outcomes[0], serious


def test_a_judged_contradiction_comes_back_with_the_reason_and_is_not_counted(tmp_path: Path) -> None:
    known = families(tmp_path)
    outcome, (one,) = loaded(tmp_path, known)
    assert (outcome.status, one["id"], one["accepted"]) == ("loaded", FINDING, REASON)
    audited, _ = audit(printed(tmp_path), tmp_path / "none", Options(families=known))
    assert (audited.contradictions, audited.is_refused) == ((), False)
    assert REASON in [finding.accepted for finding in audited.findings]


def test_judged_or_not_the_number_stays_contradicted(tmp_path: Path) -> None:
    loaded(tmp_path, families(tmp_path))
    rows = (tmp_path / "out" / REPORT / "observations.csv").read_text(encoding="utf-8").splitlines()
    assert sum(",contradicted," in row for row in rows) == 3


@pytest.mark.parametrize(
    ("judgement", "total", "contradictions"),
    [
        ({}, 73, 0),
        ({}, 57, 1),
        ({"arithmetic": "69 + 4 = 73 ≠ 57"}, 75, 1),
        ({"finding": FINDING.replace("labour", "sexual")}, 75, 1),
    ],
    ids=["mended", "another total", "another arithmetic", "another finding"],
)
def test_a_judgement_that_matches_nothing_refuses_the_report(
    tmp_path: Path, judgement: dict[str, str], total: int, contradictions: int
) -> None:
    known = families(tmp_path, **judgement)
    outcome, (refusal, *others) = loaded(tmp_path, known, total)
    assert (outcome.status, refusal["kind"], len(others)) == ("refused", "accepted", contradictions)
    assert outcome.message is not None
    assert "take it out, or judge it again" in outcome.message
    assert not (tmp_path / "out" / "tidy" / f"{FAMILY}.csv").exists() or REPORT not in (
        tmp_path / "out" / "tidy" / f"{FAMILY}.csv"
    ).read_text(encoding="utf-8")
    audited, _ = audit(printed(tmp_path, total), tmp_path / "none", Options(families=known))
    assert audited.is_refused


def test_a_judgement_of_another_report_is_neither_used_nor_missed(tmp_path: Path) -> None:
    outcome, (one,) = loaded(tmp_path, families(tmp_path, report=f"{REPORT}-facsimile"))
    assert (outcome.status, one["id"], one["accepted"]) == ("loaded", FINDING, None)

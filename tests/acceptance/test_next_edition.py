"""An edition that differs from the last one: what is told of it, what is proposed, and what accepting that changes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.load.files import read_csv
from pipeline.load.tables import Row
from pipeline.run import Options, Outcome, run
from pipeline.spec.loading import FAMILIES
from tests.typeset import PRESETS, load_data, typeset

pytestmark = pytest.mark.usefixtures("in_this_process")

PUBLISHED = Path(__file__).parents[1] / "typeset" / "data" / "regionkoordinatorerna-2024.yml"
RENAMED = {"Hushållsarbete": "Hemarbete", "Biltvätt/bilverkstad": "Biltvättar/bilverkstäder"}
NAME = "regionkoordinatorerna"


def edition(folder: Path, year: int, layout: str, renamed: dict[str, str]) -> Path:
    """The published figures as those of another year, without the mark of a facsimile."""
    text = PUBLISHED.read_text(encoding="utf-8")
    for old, new in {
        "STATISTIK 2024]": f"STATISTIK {year}]",
        "edition_year: 2024": f"edition_year: {year}",
        "title: Regionkoordinatorernas statistik 2024": f"title: Regionkoordinatorernas statistik {year}",
        "Faksimil, satt inom": "Satt inom",
        "facsimile: faksimil": "facsimile: ''",
        "äktenslap": "äktenskap",  # a misprint of 2024, which that year's file knows
        **renamed,
    }.items():
        assert old in text, old
        text = text.replace(old, new)
    data = folder / f"{year}.yml"
    data.write_text(text, encoding="utf-8")
    pdf = folder / f"{NAME}-{year}.pdf"
    pdf.write_bytes(typeset(load_data(data), PRESETS[layout]).pdf)
    return pdf


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with one edition, the next edition beside it, and a copy of the families."""
    folder = tmp_path_factory.mktemp("editions")
    shutil.copytree(FAMILIES, folder / "families")
    first = edition(folder, 2030, "facsimile", {})
    edition(folder, 2031, "square", RENAMED)
    assert not [one for one in load(folder, first).drift if "label" in one]
    return folder


def load(folder: Path, pdf: Path) -> Outcome:
    (outcome,) = run([pdf], folder / "out", Options(families=folder / "families")).outcomes
    assert outcome.status == "loaded"
    return outcome


def findings(folder: Path) -> list[Any]:
    found: list[Any] = json.loads((folder / "out" / f"{NAME}-2031" / "findings.json").read_text("utf-8"))["findings"]
    return found


def rows(folder: Path) -> list[Row]:
    return read_csv(folder / "out" / f"{NAME}-2031" / "observations.csv")


def test_an_edition_is_told_apart_and_what_it_has_is_settled_by_accepting_the_proposal(folder: Path) -> None:
    outcome = load(folder, folder / f"{NAME}-2031.pdf")
    told = {one["id"]: one["kind"] for one in findings(folder) if one["severity"] == "drift"}
    assert told["drift:label:form_boxes:form_headings:Hemarbete"] == "renamed_label"
    assert told["drift:label:industries:industry:Biltvättar/bilverkstäder"] == "renamed_label"
    assert {one for one, kind in told.items() if kind == "moved_block"} >= {"drift:moved:industries"}
    of_boxes = {one: kind for one, kind in told.items() if kind in {"gone_class", "new_class"} and "form_boxes" in one}
    assert of_boxes == {"drift:gone:form_boxes": "gone_class"}  # until somebody says that it has another name
    assert {row["printed"] for row in rows(folder) if row["exploitation_form"] == "new:Hemarbete"} >= {"6", "5", "1"}
    assert any("Hemarbete" in one for one in outcome.drift)

    assert outcome.proposed == "proposed/2031.yml"
    assert outcome.report_id
    shutil.copy(folder / "out" / outcome.report_id / outcome.proposed, folder / "families" / NAME / "2031.yml")
    before = {(row["page"], row["x0"], row["top"]): row["value"] for row in rows(folder) if row["qualifier"] == "exact"}
    load(folder, folder / f"{NAME}-2031.pdf")
    settled = {"new_label", "renamed_label", "new_class"}
    assert not [one for one in findings(folder) if one["kind"] in settled or one["id"] == "drift:gone:form_boxes"]
    after = rows(folder)
    assert not [row for row in after if "new:" in row["fact_id"]]
    boxes = [row for row in after if row["block_id"] == "form_boxes"]
    assert {row["printed"] for row in boxes if row["exploitation_form"] == "domestic_work"} == {"6", "5", "1"}
    assert {row["printed"] for row in after if row["industry"] == "car_wash_repair"} - {""} == {"4"}
    read = {(row["page"], row["x0"], row["top"]): row["value"] for row in after if row["qualifier"] == "exact"}
    assert read.items() >= before.items()

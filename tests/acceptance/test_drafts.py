"""`pipeline draft`: what it writes is a family that can be loaded and used at once, whatever the PDF says."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.run import Options, draft, run
from pipeline.spec.loading import load_family
from tests.fixtures import pdfs
from tests.fixtures.undescribed import BRANCHES, VISITORS, library_report, report, ruled

pytestmark = pytest.mark.usefixtures("in_this_process")

HOSTILE = "Räkning: \"{x}\" 'y' #! 2021 \\ %s & *a [b]"
LABELS = (("Kvinnor: *a &b {x: y}", "69"), ("Flickor | - ?", "4"), ("Totalt ' \" #", "73"))

NESTED = (
    ("School", "Pupils", "Lessons"),
    ("Public schools", "3104", "41270"),
    ("North", "2005", "26160"),
    ("South", "1099", "15110"),
    ("Private schools", "907", "12035"),
    ("East", "514", "7020"),
    ("West", "393", "5015"),
    ("Total", "4011", "53305"),
)
UNPROVEN = (("School", "Pupils"), ("North", "12"), ("South", "30"), ("Total", "55"))

DOCUMENTS = {
    "library": library_report(),
    "hostile": pdfs.boxed_report(HOSTILE, LABELS),
    "nested": report("Skolor 2023", ruled(NESTED)),
    "unproven": report("Halvor 2022", ruled(UNPROVEN)),
    "yearless": report("Biblioteken", ruled(BRANCHES)),
    "bare": pdfs.plain("1 2 3"),
}


def drafted(folder: Path, name: str) -> Path:
    """The folder of families with the draft from one of the documents, which stands beside it."""
    path = pdfs.write(folder, f"{name}.pdf", DOCUMENTS[name])
    target = folder / "families" / name / "family.yml"
    target.parent.mkdir(parents=True)
    target.write_text(draft(path, target)[1], encoding="utf-8")
    return folder / "families"


def rows(folder: Path) -> list[dict[str, str]]:
    with folder.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_draft_is_a_valid_family_and_says_what_to_check(tmp_path: Path, name: str) -> None:
    families = drafted(tmp_path, name)
    assert load_family(families / name).spec.family == name
    assert "# CHECK" in (families / name / "family.yml").read_text(encoding="utf-8")


def test_reports_are_loaded_with_their_drafts_and_what_adds_up_holds(tmp_path: Path) -> None:
    names = ("hostile", "library", "nested", "unproven", "yearless")
    for name in names:
        drafted(tmp_path, name)
    files = [tmp_path / f"{name}.pdf" for name in names]
    outcomes = run(files, tmp_path / "out", Options(families=tmp_path / "families")).outcomes
    assert {one.source: one.status for one in outcomes} == {
        "hostile.pdf": "loaded",
        "library.pdf": "loaded",
        "nested.pdf": "loaded",
        "unproven.pdf": "loaded",
        "yearless.pdf": "refused",  # nothing on its first page could be its year
    }
    checks = {one.source: rows(tmp_path / "out" / str(one.report_id) / "checks.csv") for one in outcomes if one.is_good}
    assert {row["verdict"] for found in checks.values() for row in found} == {"holds"}
    sums = {source: sum(row["kind"] == "sum" for row in found) for source, found in checks.items()}
    assert sums["library.pdf"] == 4 + 5 + 1  # each column, each row, the list
    assert sums["nested.pdf"] >= 2 * 3
    assert sums["unproven.pdf"] == 0

    told = {
        (one["dimension_1"], one["dimension_2"]): one["printed"]
        for one in rows(tmp_path / "out" / "tidy" / "library.csv")
        if one["measure"].startswith("measure_table")
    }
    assert told["bjorkdalen", "barnbocker"] == BRANCHES[1][1]
    assert told["bokbussen", "_T"] == BRANCHES[4][4]
    assert told["_T", "_T"] == BRANCHES[5][4]
    assert len(told) == 5 * 4
    visits = [one for one in rows(tmp_path / "out" / "tidy" / "library.csv") if "list" in one["measure"]]
    assert {(one["dimension_1"], one["dimension_2"], one["printed"]) for one in visits} == {
        ("bjorkdalen", "_Z", VISITORS[0][1]),
        ("hamnen", "_Z", VISITORS[1][1]),
        ("kvarnby", "_Z", VISITORS[2][1]),
        ("_T", "_Z", VISITORS[3][1]),
    }


def test_classes_that_have_parts_are_a_dimension_of_their_own(tmp_path: Path) -> None:
    spec = load_family(drafted(tmp_path, "nested") / "nested").spec
    assert set(spec.dimensions["dimension_1_total"].codes) == {"public_schools", "private_schools"}
    assert set(spec.dimensions["dimension_1"].codes) == {"north", "south", "east", "west"}


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = pdfs.write(tmp_path, "library.pdf", DOCUMENTS["library"])
    target = tmp_path / "libraries" / "family.yml"
    assert main(["draft", str(path), "--to", str(target)]) == 0
    target.write_text("mine", encoding="utf-8")
    assert main(["draft", str(path), "--to", str(target)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("to", ["libraries/other.yml", "My Libraries/family.yml", "Bücher/family.yml"])
def test_a_place_that_no_family_can_have_is_refused(tmp_path: Path, to: str) -> None:
    path = pdfs.write(tmp_path, "library.pdf", DOCUMENTS["library"])
    assert main(["draft", str(path), "--to", str(tmp_path / to)]) == 2
    assert not (tmp_path / to).exists()


def test_without_a_place_it_is_named_after_the_title(tmp_path: Path) -> None:
    path = pdfs.write(tmp_path, "library.pdf", DOCUMENTS["library"])
    assert draft(path)[0] == Path("families") / "biblioteken_i_bjorkdalens_kommun" / "family.yml"

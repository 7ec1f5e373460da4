"""How a run goes about its files: what is read again, who wins a conflict, what a failure leaves alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import pipeline
from pipeline.errors import LoadError, ReadError, UsageError
from pipeline.load.open_store import carry_through
from pipeline.model.verdict import Finding, Severity
from pipeline.run import EXPECTATIONS, Options, Outcome, inspect, run
from pipeline.spec.loading import FAMILIES
from tests.fixtures import pdfs
from tests.fixtures.interruption import killed_at
from tests.fixtures.reports import report, stranger
from tests.fixtures.trees import contents
from tests.fixtures.workers import in_one_process

REPORT = "regionkoordinatorerna-2024"


@pytest.fixture(autouse=True)
def read() -> Iterator[list[str]]:
    """Names of the files that were read, in this process and without expectation suites."""
    with in_one_process(suites=False) as names:
        yield names


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    pdfs.write(folder, "a.pdf", report())
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "extracted"


def fates(outcomes: tuple[Outcome, ...]) -> dict[str, str]:
    return {outcome.source: outcome.status for outcome in outcomes}


def messages(outcomes: tuple[Outcome, ...]) -> dict[str, str]:
    return {outcome.source: outcome.message or "" for outcome in outcomes}


def test_a_report_is_loaded_with_all_its_files(inbox: Path, out: Path) -> None:
    result = run([inbox], out)
    assert result.is_good
    (outcome,) = result.outcomes
    assert (outcome.source, outcome.status, outcome.report_id) == ("a.pdf", "loaded", REPORT)
    assert outcome.summary is not None
    assert (outcome.summary["numbers"], outcome.summary["unexplained"]) == (4, 0)
    dataset, *others = sorted(contents(out))
    assert others.pop(0).startswith("dataset/family=regionkoordinatorerna/edition_year=2024/")
    assert dataset == "dataset/contents.json"
    assert others == [
        "index.html",
        f"{REPORT}/audit.html",
        f"{REPORT}/blocks/form_boxes.csv",
        f"{REPORT}/bounds.csv",
        f"{REPORT}/charts.csv",
        f"{REPORT}/checks.csv",
        f"{REPORT}/claims.csv",
        f"{REPORT}/findings.json",
        f"{REPORT}/ledger.csv",
        f"{REPORT}/observations.csv",
        f"{REPORT}/power.csv",
        f"{REPORT}/provenance.json",
        "tidy/observations.csv",
        "tidy/regionkoordinatorerna.csv",
    ]


def test_the_same_input_gives_the_same_bytes(inbox: Path, out: Path, tmp_path: Path) -> None:
    run([inbox], out)
    run([inbox], tmp_path / "again")
    assert contents(tmp_path / "again") == contents(out)


def test_a_second_run_reads_nothing_and_changes_nothing(inbox: Path, out: Path, read: list[str]) -> None:
    run([inbox], out)
    before = contents(out)
    read.clear()
    result = run([inbox], out)
    assert read == []
    assert result.is_good
    assert fates(result.outcomes) == {"a.pdf": "unchanged"}
    assert result.outcomes[0].summary is not None
    assert contents(out) == before


def test_force_reads_again(inbox: Path, out: Path, read: list[str]) -> None:
    run([inbox], out)
    before = contents(out)
    read.clear()
    assert fates(run([inbox], out, Options(force=True)).outcomes) == {"a.pdf": "loaded"}
    assert read == ["a.pdf"]
    assert contents(out) == before


@pytest.mark.parametrize("damage", ["changed", "removed"])
@pytest.mark.parametrize("name", ["ledger.csv", "audit.html"])
def test_a_damaged_result_is_made_again(inbox: Path, out: Path, name: str, damage: str) -> None:
    run([inbox], out)
    before = contents(out)
    path = out / REPORT / name
    if damage == "removed":
        path.unlink()
    else:
        path.write_text("tampered", encoding="utf-8")
    assert fates(run([inbox], out).outcomes) == {"a.pdf": "loaded"}
    assert contents(out) == before


def test_tidy_is_made_again_without_reading(inbox: Path, out: Path, read: list[str]) -> None:
    run([inbox], out)
    before = contents(out)
    shutil.rmtree(out / "tidy")
    read.clear()
    run([inbox], out)
    assert (read, contents(out)) == ([], before)


def test_a_changed_family_is_reason_to_read_again(inbox: Path, out: Path, tmp_path: Path) -> None:
    families = tmp_path / "families"
    shutil.copytree(FAMILIES, families)
    run([inbox], out, Options(families=families))
    path = families / "regionkoordinatorerna" / "family.yml"
    path.write_text(path.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    assert fates(run([inbox], out, Options(families=families)).outcomes) == {"a.pdf": "loaded"}


def test_a_changed_expectation_is_reason_to_read_again(inbox: Path, out: Path, tmp_path: Path) -> None:
    expectations = tmp_path / "expectations"
    shutil.copytree(EXPECTATIONS, expectations)
    run([inbox], out, Options(expectations=expectations))
    path = expectations / "ledger.json"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert fates(run([inbox], out, Options(expectations=expectations)).outcomes) == {"a.pdf": "loaded"}


def test_a_corrected_file_of_the_same_name_takes_the_place_of_the_old_one(inbox: Path, out: Path) -> None:
    run([inbox], out)
    pdfs.write(inbox, "a.pdf", report(note="Rättad"))
    assert fates(run([inbox], out).outcomes) == {"a.pdf": "loaded"}
    assert sorted(path.name for path in out.iterdir()) == ["dataset", "index.html", REPORT, "tidy"]


def test_the_same_file_under_two_names_is_one_report_in_every_run(inbox: Path, out: Path, read: list[str]) -> None:
    shutil.copy(inbox / "a.pdf", inbox / "b.pdf")
    result = run([inbox], out)
    assert fates(result.outcomes) == {"a.pdf": "loaded", "b.pdf": "unchanged"}
    assert messages(result.outcomes)["b.pdf"] == "b.pdf: the same file as a.pdf"
    before = contents(out)
    read.clear()
    result = run([inbox], out)
    assert (read, contents(out)) == ([], before)
    assert fates(result.outcomes) == {"a.pdf": "unchanged", "b.pdf": "unchanged"}
    assert messages(result.outcomes)["b.pdf"] == "b.pdf: the same file as a.pdf"


def test_a_file_that_got_a_new_name_is_loaded_under_it(inbox: Path, out: Path) -> None:
    run([inbox], out)
    (inbox / "a.pdf").rename(inbox / "b.pdf")
    assert fates(run([inbox], out).outcomes) == {"b.pdf": "loaded"}
    pdfs.write(inbox, "b.pdf", report(note="Rättad"))
    assert fates(run([inbox], out).outcomes) == {"b.pdf": "loaded"}


def test_two_files_that_claim_one_report_are_both_refused(inbox: Path, out: Path) -> None:
    pdfs.write(inbox, "b.pdf", report(note="Rättad"))
    pdfs.write(inbox, "c.pdf", report(2023))
    result = run([inbox], out)
    assert fates(result.outcomes) == {"a.pdf": "refused", "b.pdf": "refused", "c.pdf": "loaded"}
    assert f"a.pdf: claims to be report {REPORT}, and so does b.pdf" in messages(result.outcomes)["a.pdf"]
    assert f"b.pdf: claims to be report {REPORT}, and so does a.pdf" in messages(result.outcomes)["b.pdf"]
    assert not (out / REPORT).exists()


@pytest.mark.parametrize(("is_forced", "fate"), [(False, "unchanged"), (True, "loaded")])
@pytest.mark.parametrize("name", ["0.pdf", "b.pdf"])
def test_a_second_file_in_a_later_run_leaves_the_first_one_loaded(
    inbox: Path, out: Path, *, is_forced: bool, fate: str, name: str
) -> None:
    run([inbox], out)
    before = contents(out)
    pdfs.write(inbox, name, report(note="Rättad"))
    shutil.copy(inbox / "a.pdf", inbox / "1-copy.pdf")
    result = run([inbox], out, Options(force=is_forced))
    assert fates(result.outcomes) == {"a.pdf": fate, "1-copy.pdf": "unchanged", name: "refused"}
    message = messages(result.outcomes)[name]
    assert message.startswith(f"{name}: claims to be report {REPORT}, and so does ")
    assert "a.pdf" in message
    assert contents(out) == before


def test_a_second_file_by_itself_does_not_take_the_place_of_the_first(inbox: Path, out: Path, tmp_path: Path) -> None:
    run([inbox], out)
    before = contents(out)
    result = run([pdfs.write(tmp_path, "b.pdf", report(note="Rättad"))], out)
    assert fates(result.outcomes) == {"b.pdf": "refused"}
    assert f"claims to be report {REPORT}, and so does a.pdf" in messages(result.outcomes)["b.pdf"]
    assert contents(out) == before


def test_two_issues_of_a_report_that_sources_lists_are_two_reports(inbox: Path, out: Path) -> None:
    pdfs.write(inbox, "b.pdf", report(note="Rättad"))
    source = {"publisher": "x", "title": "x", "edition": 2024, "licence": None}
    sources = [{**source, "file": "a.pdf"}, {**source, "file": "b.pdf", "vintage": "2"}]
    (inbox / "sources.yml").write_text(yaml.safe_dump({"sources": sources}), encoding="utf-8")
    result = run([inbox], out)
    assert [outcome.report_id for outcome in result.outcomes] == [REPORT, f"{REPORT}-v2"]
    assert result.is_good


def test_namesakes_of_two_folders_that_claim_one_report_are_refused(inbox: Path, out: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    pdfs.write(other, "a.pdf", report(note="Rättad"))
    result = run([inbox, other], out)
    assert [outcome.status for outcome in result.outcomes] == ["refused", "refused"]
    assert "and so does its namesake" in messages(result.outcomes)["a.pdf"]


def test_a_bad_file_leaves_the_others_and_what_was_there(inbox: Path, out: Path) -> None:
    run([inbox], out)
    before = contents(out)
    pdfs.write(inbox, "empty.pdf", b"")
    pdfs.write(inbox, "stranger.pdf", stranger())
    result = run([inbox], out)
    assert fates(result.outcomes) == {"a.pdf": "unchanged", "empty.pdf": "unreadable", "stranger.pdf": "refused"}
    assert messages(result.outcomes)["empty.pdf"] == "empty.pdf: the file is empty. Download it again"
    assert messages(result.outcomes)["stranger.pdf"].startswith("stranger.pdf, page 1: no family recognises it")
    assert not result.is_good
    assert contents(out) == before


def test_a_folder_that_is_called_like_a_pdf_is_unreadable(inbox: Path, out: Path) -> None:
    (inbox / "b.pdf").mkdir()
    result = run([inbox], out)
    assert fates(result.outcomes) == {"a.pdf": "loaded", "b.pdf": "unreadable"}
    assert "Is a directory" in messages(result.outcomes)["b.pdf"]


def test_a_broken_family_file_is_told_and_the_others_are_used(inbox: Path, out: Path, tmp_path: Path) -> None:
    families = tmp_path / "families"
    shutil.copytree(FAMILIES, families)
    (families / "birds").mkdir()
    (families / "birds" / "family.yml").write_text("family: birds\ntitel: x\n", encoding="utf-8")
    result = run([inbox], out, Options(families=families))
    assert fates(result.outcomes) == {"a.pdf": "loaded"}
    assert [error.source for error in result.spec_errors] == ["families/birds/family.yml"]
    assert "unknown key titel" in result.spec_errors[0].message
    assert not result.is_good


def test_a_family_that_breaks_leaves_what_it_loaded_before(inbox: Path, out: Path, tmp_path: Path) -> None:
    families = tmp_path / "families"
    shutil.copytree(FAMILIES, families)
    run([inbox], out, Options(families=families))
    before = contents(out)
    path = families / "regionkoordinatorerna" / "family.yml"
    path.write_text(path.read_text(encoding="utf-8") + "titel: x\n", encoding="utf-8")
    result = run([inbox], out, Options(families=families))
    assert fates(result.outcomes) == {"a.pdf": "refused"}
    assert contents(out) == before


def test_a_sources_file_that_cannot_be_understood_refuses_its_folder_only(
    inbox: Path, out: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    pdfs.write(other, "b.pdf", report(2023))
    (inbox / "sources.yml").write_text("sources: [", encoding="utf-8")
    result = run([inbox, other], out)
    assert fates(result.outcomes) == {"a.pdf": "refused", "b.pdf": "loaded"}
    assert messages(result.outcomes)["a.pdf"].startswith("sources.yml: cannot be understood")


def test_outcomes_come_in_the_order_of_the_input(inbox: Path, out: Path) -> None:
    pdfs.write(inbox, "empty.pdf", b"")
    later = pdfs.write(inbox, "z.pdf", report(2023))
    result = run([later, inbox], out)
    assert [outcome.source for outcome in result.outcomes] == ["z.pdf", "a.pdf", "empty.pdf"]


def test_a_folder_without_a_pdf_is_no_success(tmp_path: Path, out: Path) -> None:
    (tmp_path / "nothing").mkdir()
    with pytest.raises(UsageError, match="nothing: no PDF in this folder"):
        run([tmp_path / "nothing"], out)
    assert not out.exists()


def test_a_file_in_place_of_the_output_folder_stops_the_run_before_it_reads(
    inbox: Path, out: Path, read: list[str]
) -> None:
    out.write_text("in the way", encoding="utf-8")
    with pytest.raises(LoadError, match="cannot be written"):
        run([inbox], out)
    assert (read, out.read_text(encoding="utf-8")) == ([], "in the way")


def test_a_report_that_cannot_be_written_leaves_its_old_one_and_the_others(
    inbox: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run([inbox], out)
    before = contents(out / REPORT)
    pdfs.write(inbox, "a.pdf", report(note="Rättad"))
    pdfs.write(inbox, "b.pdf", report(2023))
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.parent.name == "staged" and path.name == REPORT:
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    result = run([inbox], out)
    assert fates(result.outcomes) == {"a.pdf": "refused", "b.pdf": "loaded"}
    assert "No space left on device" in messages(result.outcomes)["a.pdf"]
    assert contents(out / REPORT) == before
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []


def test_a_run_killed_at_any_time_leaves_the_old_state_or_the_new_and_the_next_one_ends_it(
    inbox: Path, out: Path
) -> None:
    run([inbox], out)
    before = contents(out)
    pdfs.write(inbox, "a.pdf", report(note="Rättad"))
    pdfs.write(inbox, "b.pdf", report(2023))
    for number in range(4, 60, 14):
        assert killed_at(number, lambda: run([inbox], out))
        carry_through(out)
        assert {path: data for path, data in contents(out).items() if not path.startswith(".")} == before
    result = run([inbox], out)
    assert result.is_good
    assert [path for path in contents(out) if path.startswith(".")] == []
    assert {path.name for path in out.iterdir()} == {
        "index.html",
        "tidy",
        "dataset",
        REPORT,
        "regionkoordinatorerna-2023",
    }


@pytest.fixture
def closed_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gate that finds the readers at odds."""
    finding = Finding("refusal:1", Severity.REFUSAL, "readers", "the readers disagree on 69", "oense", "", (), ())
    monkeypatch.setattr("pipeline.run.checking.refusals", lambda *_: (finding,))


@pytest.mark.usefixtures("closed_gate")
def test_a_report_that_the_gate_refuses_is_named_and_not_in_tidy_and_its_folder_says_why(
    inbox: Path, out: Path
) -> None:
    shutil.copy(inbox / "a.pdf", inbox / "b.pdf")
    result = run([inbox], out)
    assert fates(result.outcomes) == {"a.pdf": "refused", "b.pdf": "refused"}
    assert messages(result.outcomes) == {
        "a.pdf": "a.pdf: the readers disagree on 69",
        "b.pdf": "b.pdf: the same file as a.pdf",
    }
    assert not result.is_good
    for name in ("findings.json", "audit.html"):
        assert "the readers disagree on 69" in (out / REPORT / name).read_text(encoding="utf-8")
    assert [path.name for path in (out / "tidy").iterdir()] == ["observations.csv"]
    assert (out / "tidy" / "observations.csv").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.usefixtures("closed_gate")
def test_a_refused_report_is_not_read_again_and_stays_refused(inbox: Path, out: Path, read: list[str]) -> None:
    run([inbox], out)
    read.clear()
    result = run([inbox], out)
    assert (read, fates(result.outcomes)) == ([], {"a.pdf": "refused"})
    assert messages(result.outcomes)["a.pdf"] == f"a.pdf: refused by the gate; {REPORT}/findings.json says why"


@pytest.mark.usefixtures("closed_gate")
def test_force_does_not_override_the_gate(inbox: Path, out: Path) -> None:
    assert fates(run([inbox], out, Options(force=True)).outcomes) == {"a.pdf": "refused"}


def test_a_summary_counts_the_numbers_left_unexplained(inbox: Path, out: Path) -> None:
    pdfs.write(inbox, "a.pdf", report(note="Vi fick 17 av dem"))
    (outcome,) = run([inbox], out).outcomes
    assert outcome.summary is not None
    assert (outcome.summary["numbers"], outcome.summary["unexplained"]) == (5, 1)


def test_an_inspection_has_what_is_printed_and_what_the_family_makes_of_it(inbox: Path, read: list[str]) -> None:
    inspection = inspect(inbox / "a.pdf")
    assert read == ["a.pdf"]
    assert inspection.report is not None
    assert (inspection.report.report_id, inspection.unrecognised) == (REPORT, None)
    assert [len(block.entries) for block in inspection.printed.blocks][-1:] == [3]
    ((block_id, observations),) = inspection.coded_blocks
    assert (block_id, [one.number.text for one in observations]) == ("form_boxes", ["69", "4", "73"])
    assert inspection.dispositions == (("observation", 3), ("year", 1))
    assert inspection.unexplained == ()
    assert [font for font, _ in inspection.fonts] == ["Helvetica", "Helvetica-Bold"]


def test_an_inspection_names_labels_that_the_family_does_not_know(inbox: Path) -> None:
    rows = (("Kvinnor:", "69"), ("Flikor:", "4"), ("Män:", "2"), ("Totalt:", "75"))
    title = "REGIONKOORDINATORERNAS STATISTIK 2024"
    path = pdfs.write(inbox, "b.pdf", pdfs.boxed_report(title, rows, heading="Arbetskraft"))
    (unknown,) = inspect(path).normalised.unknown_labels
    assert (unknown.block_id, unknown.label.text, unknown.nearest) == ("form_boxes", "Flikor", "Flickor")


def test_an_inspection_needs_no_family(inbox: Path) -> None:
    inspection = inspect(pdfs.write(inbox, "b.pdf", stranger()))
    assert (inspection.report, inspection.unrecognised) == (None, "b.pdf: no family recognises it")
    assert [len(block.entries) for block in inspection.printed.blocks] == [3]
    assert inspection.coded_blocks == ()
    assert {(row.token.text, row.reason) for row in inspection.unexplained} == {
        ("69", "no family says what it counts"),
        ("4", "no family says what it counts"),
        ("73", "no family says what it counts"),
    }


def test_an_inspection_tells_of_a_sources_file_and_a_family_that_cannot_be_understood(
    inbox: Path, tmp_path: Path
) -> None:
    families = tmp_path / "families"
    (families / "birds").mkdir(parents=True)
    (families / "birds" / "family.yml").write_text("family: birds\ntitel: x\n", encoding="utf-8")
    (inbox / "sources.yml").write_text("sources: [", encoding="utf-8")
    inspection = inspect(inbox / "a.pdf", families=families)
    assert inspection.report is None
    assert (inspection.unrecognised or "").startswith("sources.yml: cannot be understood")
    assert [message.split(":")[0] for message in inspection.family_errors] == ["families/birds/family.yml"]


def test_an_inspection_of_what_cannot_be_read_is_one_error_that_names_the_file(inbox: Path) -> None:
    path = pdfs.write(inbox, "empty.pdf", b"")
    with pytest.raises(ReadError, match=r"^empty.pdf: the file is empty"):
        inspect(path)


def test_an_edition_loaded_later_is_held_against_the_later_ones_in_the_same_run(inbox: Path, out: Path) -> None:
    run([inbox], out)
    pdfs.write(inbox, "before.pdf", report(2023))
    assert fates(run([inbox], out).outcomes) == {"a.pdf": "loaded", "before.pdf": "loaded"}
    before = contents(out)
    assert fates(run([inbox], out).outcomes) == {"a.pdf": "unchanged", "before.pdf": "unchanged"}
    assert contents(out) == before


def test_the_public_function_is_callable_again_after_its_module_was_imported(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(UsageError):
            pipeline.run([tmp_path / "missing.pdf"], tmp_path / "out")

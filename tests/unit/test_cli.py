"""The command line: what it prints where, and its exit statuses."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline.cli import main, printable, printable_json
from pipeline.errors import LoadError, SpecError, UsageError
from pipeline.model.verdict import Finding, Severity
from pipeline.run import Options, Outcome, RunResult
from tests.fixtures import pdfs
from tests.fixtures.loaded import publish, row
from tests.fixtures.reports import report, stranger
from tests.fixtures.workers import in_one_process

SUMMARY = {
    "numbers": 47,
    "observations": 33,
    "unexplained": 14,
    "confirmed": 22,
    "checks": 5,
    "checks_held": 1,
    "findings": 6,
}
LOADED = Outcome("a.pdf", "loaded", "birds-2024", None, SUMMARY)
UNCHANGED = Outcome("b.pdf", "unchanged", "birds-2023", None, SUMMARY)
REFUSED = Outcome("c.pdf", "refused", "birds-2022", "c.pdf: the readers disagree", SUMMARY)
UNREADABLE = Outcome("d.pdf", "unreadable", None, "d.pdf: the file is empty. Download it again", code="read")
BROKEN_FAMILY = SpecError("unknown key titel", source="families/birds/family.yml")

Calls = list[tuple[Any, ...]]
Answer = Callable[..., Calls]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Let a run have this result, or raise this error; the calls are noted."""

    def prepare(*outcomes: Outcome, errors: tuple[SpecError, ...] = (), raises: Exception | None = None) -> Calls:
        calls: Calls = []

        def run(*arguments: Any, **_: Any) -> RunResult:
            calls.append(arguments)
            if raises:
                raise raises
            return RunResult(outcomes, errors)

        monkeypatch.setattr("pipeline.run.run", run)
        return calls

    return prepare


def exit_status(*arguments: str) -> int:
    """The status also where the parser ends the program by itself."""
    try:
        return main(arguments)
    except SystemExit as ending:
        return int(ending.code or 0)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        *([name, "--help"] for name in ("run", "inspect", "audit", "power", "diff", "fetch", "families")),
    ],
)
def test_help_and_version_go_to_stdout_with_status_0(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert exit_status(*arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith(f"pipeline {pipeline.__version__}" if "--version" in arguments else "usage: pipeline")


def test_help_names_every_option_of_the_contract_that_works(capsys: pytest.CaptureFixture[str]) -> None:
    exit_status("run", "--help")
    out = capsys.readouterr().out
    for option in ("--out", "--family", "--jobs", "--force", "--password", "--json"):
        assert option in out


@pytest.mark.parametrize(
    "arguments",
    [
        "--help",
        "--version",
        "run --help",
        "inspect --help",
        "audit --help",
        "power --help",
        "diff --help",
        "fetch --help",
    ],
)
def test_help_loads_no_engine(arguments: str) -> None:
    """It has to answer in under 0.3 s; the readers take a second, pandas and the suites two more."""
    heavy = "pdfplumber pdfminer pypdfium2 camelot pandas numpy scipy great_expectations babel pydantic yaml rich"
    script = (
        "import sys\n"
        "from pipeline.cli import main\n"
        "try:\n"
        f"    main({arguments.split()!r})\n"
        "except SystemExit:\n"
        "    pass\n"
        f"print(sorted(set({heavy.split()!r}) & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stderr == "[]\n"


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "pipeline", "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"pipeline {pipeline.__version__}\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["reads"],
        ["run", "--colour"],
        ["run", "--jobs", "0"],
        ["run", "--jobs", "-1"],
        ["run", "--jobs", "many"],
        ["run", "--jobs"],
        ["inspect"],
        ["inspect", "a.pdf", "b.pdf"],
        ["audit"],
        ["audit", "a.pdf", "--lang", "no"],
        ["power"],
        ["diff", "a"],
        ["diff", "a", "b", "--lang", "no"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_explained_on_stderr_with_status_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert exit_status(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: pipeline")
    assert "_positive" not in err


@pytest.mark.parametrize(
    ("outcomes", "errors", "status"),
    [
        ((LOADED, UNCHANGED), (), 0),
        ((), (), 0),
        ((LOADED, REFUSED), (), 1),
        ((LOADED, UNREADABLE), (), 1),
        ((LOADED,), (BROKEN_FAMILY,), 1),
    ],
    ids=["all loaded", "nothing to do", "one refused", "one unreadable", "a broken family"],
)
def test_the_exit_status_tells_whether_all_was_loaded(
    answer: Answer, outcomes: tuple[Outcome, ...], errors: tuple[SpecError, ...], status: int
) -> None:
    answer(*outcomes, errors=errors)
    assert main(["run"]) == status


@pytest.mark.parametrize(
    "error",
    [
        UsageError("x.pdf: no such file or folder"),
        LoadError("cannot be written (Not a directory)", source="out", remedy="Choose another folder with --out"),
    ],
)
def test_what_cannot_be_carried_out_is_one_line_on_stderr_with_status_2(
    answer: Answer, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    answer(raises=error)
    assert main(["run"]) == 2
    assert capsys.readouterr() == ("", f"pipeline: {error}\n")


def test_each_failure_is_one_line_on_stderr(answer: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    answer(LOADED, REFUSED, UNCHANGED, UNREADABLE, errors=(BROKEN_FAMILY,))
    main(["run"])
    assert capsys.readouterr().err.splitlines() == [
        "pipeline: families/birds/family.yml: unknown key titel",
        "pipeline: refused: c.pdf: the readers disagree",
        "pipeline: unreadable: d.pdf: the file is empty. Download it again",
    ]


def test_the_summary_has_one_row_a_report(answer: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    answer(LOADED, UNREADABLE)
    main(["run", "--out", "there"])
    out = capsys.readouterr().out
    headings, loaded, unreadable = (line.split() for line in out.splitlines()[:3])
    assert headings == ["report", "status", "numbers", "rows", "unexplained", "confirmed", "checks", "held", "findings"]
    assert loaded == ["birds-2024", "loaded", "47", "33", "14", "22", "1", "of", "5", "6"]
    assert unreadable == ["d.pdf", "unreadable", "–", "–", "–", "–", "–", "–"]
    assert "1 of 2 reports loaded" in out
    assert "there/tidy" in out


def test_json_is_all_there_is_on_stdout(answer: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    answer(LOADED, UNREADABLE, errors=(BROKEN_FAMILY,))
    main(["run", "--json", "--out", "there"])
    assert json.loads(capsys.readouterr().out) == {
        "out": "there",
        "reports": [
            {
                "source": "a.pdf",
                "status": "loaded",
                "report_id": "birds-2024",
                "message": None,
                "summary": SUMMARY,
                "drift": [],
                "proposed": None,
                "code": None,
            },
            {
                "source": "d.pdf",
                "status": "unreadable",
                "report_id": None,
                "message": "d.pdf: the file is empty. Download it again",
                "summary": None,
                "drift": [],
                "proposed": None,
                "code": "read",
            },
        ],
        "family_errors": ["families/birds/family.yml: unknown key titel"],
    }


def test_options_reach_the_run(answer: Answer) -> None:
    calls = answer()
    main(["run", "a.pdf", "b", "--out", "o", "--family", "birds", "--jobs", "3", "--force", "--password", "p"])
    assert calls == [(["a.pdf", "b"], Path("o"), Options(family="birds", jobs=3, force=True, password="p"))]  # noqa: S106


def test_without_options_raw_pdfs_go_to_extracted(answer: Answer) -> None:
    calls = answer()
    main(["run"])
    assert calls == [(["raw_pdfs"], Path("extracted"), Options())]


def test_what_comes_from_a_file_cannot_steer_the_terminal(answer: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    name = "a\x1b[31m\nb.pdf"
    answer(Outcome(name, "unreadable", None, f"{name}: the file is empty"))
    main(["run"])
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err
    assert len(err.splitlines()) == 1
    assert printable(name) == "a�[31m�b.pdf"
    assert printable("Grön näring – 7 %") == "Grön näring – 7 %"


def test_a_missing_input_is_named_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", str(tmp_path / "missing.pdf"), "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err == f"pipeline: {tmp_path}/missing.pdf: no such file or folder\n"
    assert not (tmp_path / "out").exists()


def test_an_unknown_family_is_named_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.pdf").touch()
    assert main(["run", str(tmp_path), "--family", "birds", "--out", str(tmp_path / "out")]) == 2
    err = capsys.readouterr().err
    assert err == "pipeline: unknown family 'birds'. `pipeline families` lists those known\n"
    assert not (tmp_path / "out").exists()


def test_an_output_folder_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    (tmp_path / "a.pdf").touch()
    assert main(["run", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert err.startswith(f"pipeline: {tmp_path}/out: cannot be written (File exists)")


def test_families_are_listed_with_their_editions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["families"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    listed = {line.partition(":")[0]: line for line in out.splitlines()}
    assert list(listed) == ["forskoleenkaten", "regionkoordinatorerna"]
    assert "Regionkoordinatorernas statistik" in listed["regionkoordinatorerna"]
    assert "2024" in listed["regionkoordinatorerna"]


@pytest.fixture
def inline() -> Iterator[None]:
    """Let files be read in this process."""
    with in_one_process():
        yield


@pytest.mark.usefixtures("inline")
def test_inspect_tells_what_is_in_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(pdfs.write(tmp_path, "a.pdf", report()))]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.splitlines()
    assert lines[0] == "file    a.pdf"
    assert lines[2:4] == ["family  regionkoordinatorerna", "report  regionkoordinatorerna-2024"]
    start = lines.index("Pages: 1")
    assert lines[start + 1].split()[:4] == ["page", "width_pt", "height_pt", "words"]
    assert lines[start + 2].split()[:3] == ["1", "595", "842"]
    assert len(lines[start + 1]) == len(lines[start + 2])
    assert "    Arbetskraft: Kvinnor = 69; Flickor = 4; Totalt = 73" in lines
    assert lines[lines.index("Numbers read, by block: 3") + 1] == "  3  form_boxes"
    assert lines[lines.index("Ledger of numbers: 4") + 1 :][:2] == ["  3  observation", "  1  year"]
    assert lines[-1] == "Unexplained: 0"


@pytest.mark.usefixtures("inline")
def test_inspect_needs_no_family(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(pdfs.write(tmp_path, "b.pdf", stranger()))]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.splitlines()
    assert lines[2] == "family  none (b.pdf: no family recognises it)"
    assert "    Bolaget: Kvinnor = 69; Flickor = 4; Totalt = 73" in lines
    assert lines[-3:] == ["Unexplained: 3", "  no family says what it counts", "    page 1: 69, 4, 73"]


@pytest.mark.usefixtures("inline")
def test_inspect_as_json_is_all_there_is_on_stdout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = pdfs.write(tmp_path, "c.pdf", pdfs.encrypted(user="x", pdf=report()))
    assert main(["inspect", str(path), "--json", "--password", "x"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    content = json.loads(out)
    assert list(content) == [
        "file", "sha256", "disputes", "family", "report_id", "unrecognised", "pages", "fonts", "captions", "passages",
        "blocks", "coded_blocks", "tables", "charts", "unknown_labels", "statements", "ledger", "unexplained",
        "family_errors",
    ]  # fmt: skip
    assert (content["report_id"], content["unrecognised"]) == ("regionkoordinatorerna-2024", None)
    assert content["ledger"] == {"numbers": 4, "dispositions": {"observation": 3, "year": 1}}
    (block,) = content["coded_blocks"]
    assert block["block_id"] == "form_boxes"
    assert [one["printed"] for one in block["numbers"]] == ["69", "4", "73"]


@pytest.mark.usefixtures("inline")
@pytest.mark.parametrize(
    ("content", "status", "message"),
    [
        (pdfs.html(), 1, "a.pdf: not a PDF"),
        (pdfs.encrypted(user="x"), 1, "a.pdf: the file is encrypted. Give its password with --password"),
        (None, 2, "a.pdf: no such file"),
    ],
    ids=["no PDF", "locked", "missing"],
)
def test_inspect_says_in_one_line_why_it_cannot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, content: bytes | None, status: int, message: str
) -> None:
    path = tmp_path / "a.pdf" if content is None else pdfs.write(tmp_path, "a.pdf", content)
    assert main(["inspect", str(path)]) == status
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert message in err


def test_json_keeps_what_could_steer_the_terminal_escaped() -> None:
    text = "näring\x1b[31m\x9b\u202e\ud800\n"
    out = printable_json({"text": text})
    assert all(char.isprintable() or char == "\n" for char in out)
    assert "näring" in out
    assert json.loads(out) == {"text": text}


def test_two_editions_are_told_apart_in_words_and_by_exit_status(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    publish(tmp_path, 2024, [row("189", 2023)])
    publish(tmp_path, 2025, [row("191", 2023)])
    names = ["regionkoordinatorerna-2024", "regionkoordinatorerna-2025"]
    assert main(["diff", *names, "--out", str(tmp_path)]) == 1
    assert "Persons identified, 2023" in capsys.readouterr().out
    assert main(["diff", *(str(tmp_path / name) for name in names), "--lang", "sv"]) == 1
    assert "Identifierade personer, 2023" in capsys.readouterr().out
    assert main(["diff", names[0], names[0], "--out", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["revised"] == []


def test_reports_that_cannot_be_compared_are_a_wrong_call(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    publish(tmp_path, 2024, [row("189", 2023)])
    publish(tmp_path, 2024, [row("189", 2023)], name="birds-2024")
    assert main(["diff", "regionkoordinatorerna-2024", "birds-2024", "--out", str(tmp_path)]) == 2
    assert "Name two reports of one publication" in capsys.readouterr().err
    assert main(["diff", "regionkoordinatorerna-2024", "regionkoordinatorerna-2019", "--out", str(tmp_path)]) == 2
    assert "holds no report" in capsys.readouterr().err


WRONG = (("Kvinnor:", "69"), ("Flickor:", "4"), ("Totalt:", "75"))
"""A box whose total is not the sum of its rows."""


def box(rows: tuple[tuple[str, str], ...], year: int = 2031) -> bytes:
    """A report with one box, of a year of which nothing was published elsewhere."""
    return pdfs.boxed_report(f"REGIONKOORDINATORERNAS STATISTIK {year}", rows, heading="Arbetskraft")


@pytest.mark.usefixtures("inline")
@pytest.mark.parametrize(
    ("content", "status"),
    [
        (report(2031), 0),
        (box(WRONG), 1),
        (None, 2),
        (pdfs.html(), 3),
        (stranger(), 3),
        (pdfs.encrypted(user="x", pdf=report(2031)), 3),
    ],
    ids=["agrees", "contradicts itself", "missing", "no PDF", "no family", "locked"],
)
def test_audit_tells_by_its_exit_status_whether_the_numbers_agree(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, status: int
) -> None:
    path = tmp_path / "a.pdf" if content is None else pdfs.write(tmp_path, "a.pdf", content)
    assert main(["audit", str(path), "--out", str(tmp_path / "none")]) == status
    out, err = capsys.readouterr()
    assert (bool(out), len(err.splitlines())) == ((True, 0) if status < 2 else (False, 1))
    assert not (tmp_path / "none").exists()


@pytest.mark.usefixtures("inline")
def test_a_report_that_the_gate_refuses_is_audited_with_status_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = Finding("refusal:1", Severity.REFUSAL, "readers", "the readers disagree", "läsarna är oense", "", (), ())
    monkeypatch.setattr("pipeline.run.checking.refusals", lambda *_: (refusal,))
    assert main(["audit", str(pdfs.write(tmp_path, "a.pdf", report(2031))), "--out", str(tmp_path / "none")]) == 3
    assert "  1. the readers disagree" in capsys.readouterr().out.splitlines()


@pytest.mark.usefixtures("inline")
def test_audit_names_arithmetic_place_and_suspects_in_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(pdfs.write(tmp_path, "a.pdf", box(WRONG)))
    main(["audit", path, "--out", str(tmp_path)])
    out = capsys.readouterr().out
    assert "the parts do not add up to the printed total: 69 + 4 = 73 ≠ 75" in out
    assert "suspect: 75 (Persons identified, 2031: Labour; page 1), which would be 73" in out
    main(["audit", path, "--out", str(tmp_path), "--lang", "sv"])
    out = capsys.readouterr().out
    assert "delarna summerar inte till den tryckta totalen: 69 + 4 = 73 ≠ 75" in out
    assert "misstänkt: 75 (Identifierade personer, 2031: Arbetskraft; sida 1), som då vore 73" in out


@pytest.mark.usefixtures("inline")
def test_audit_as_json_has_the_form_of_the_findings_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(pdfs.write(tmp_path, "a.pdf", box(WRONG))), "--json", "--out", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    content = json.loads(out)
    assert err == ""
    assert (content["report_id"], content["audit"]["contradictions"]) == ("regionkoordinatorerna-2031", 1)
    (one,) = [each for each in content["findings"] if each["severity"] == "contradiction"]
    assert one["arithmetic"] == "69 + 4 = 73 ≠ 75"
    assert {suspect["value"]: suspect["likely_value"] for suspect in one["suspects"]} == {
        "75": "73",
        "69": "71",
        "4": "6",
    }


@pytest.mark.usefixtures("inline")
def test_power_of_a_loaded_report_is_told_in_words_and_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdfs.write(tmp_path, "a.pdf", report(2031))
    assert main(["run", str(tmp_path / "a.pdf"), "--out", str(tmp_path / "out")]) == 0
    capsys.readouterr()
    assert main(["power", "regionkoordinatorerna-2031", "--out", str(tmp_path / "out")]) == 0
    out = capsys.readouterr().out
    assert out.startswith("regionkoordinatorerna-2031: ")
    assert "single misprints of 3 printed numbers tried" in out
    folder = str(tmp_path / "out" / "regionkoordinatorerna-2031")
    assert main(["power", folder, "--lang", "sv"]) == 0
    assert "enstaka tryckfel i 3 tryckta tal prövade" in capsys.readouterr().out
    assert main(["power", folder, "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert (content["report_id"], content["power"]["all"]["percent"]) == ("regionkoordinatorerna-2031", 100.0)


def test_power_of_a_report_that_is_not_loaded_is_a_wrong_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["power", "regionkoordinatorerna-2031", "--out", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert "holds no report" in err

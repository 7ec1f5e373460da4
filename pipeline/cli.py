"""The command line: parsing and printing only."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.errors import (
    BrokenError,
    LoadError,
    PipelineError,
    ReadError,
    SpecError,
    UnknownFamilyError,
    UsageError,
    is_debugging,
)

if TYPE_CHECKING:
    from pipeline.model.limits import Limits
    from pipeline.run import Outcome, RunResult
    from pipeline.run.progress import Progress

WIDEST_SUMMARY = 120
"""Columns of the closing table: a report id is never cut, even where the output is no terminal."""

FORMATS = ("csv", "parquet", "duckdb", "xlsx", "datapackage", "csvw", "sdmx-csv")
"""What can be exported; the module that writes them is not imported for ``--help``."""

GOOD, SOME_FAILED, USAGE = 0, 1, 2
SOME_DIFFER = 1
CONTRADICTED, NOT_JUDGED = 1, 3
INTERRUPTED = 130
"""What a shell says of a command that Ctrl-C ended."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0 all loaded, 1 some report was not, 2 usage."""
    options = _parser().parse_args(arguments)
    action: Callable[[argparse.Namespace], int] = options.action
    try:
        return action(options)
    except (UsageError, LoadError) as error:
        print(f"pipeline: {printable(str(error))}", file=sys.stderr)
        return USAGE
    except PipelineError as error:
        print(f"pipeline: {printable(str(error))}", file=sys.stderr)
        return SOME_FAILED
    except KeyboardInterrupt:
        print("pipeline: interrupted; what was there before is as it was", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        if is_debugging():
            raise
        print(f"pipeline: {printable(str(BrokenError(type(error).__name__)))}", file=sys.stderr)
        return SOME_FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pipeline", description="Turn designed PDF reports with public statistics into verified, traceable tables."
    )
    parser.add_argument("--version", action="version", version=f"pipeline {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_run(commands)
    _add_inspect(commands)
    _add_audit(commands)
    _add_power(commands)
    _add_diff(commands)
    _add_draft(commands)
    _add_export(commands)
    _add_fetch(commands)
    families = commands.add_parser("families", help="the families and editions known")
    families.set_defaults(action=_families)
    return parser


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = commands.add_parser(
        "run",
        help="read reports, check them, and load what passed",
        description="Read reports, check them, and load what passed. Exit status: 0 all loaded, 1 some report was"
        " refused or could not be read, 2 the command cannot be carried out.",
    )
    run.add_argument("inputs", nargs="*", metavar="PDF|FOLDER", default=["raw_pdfs"], help="default: raw_pdfs/")
    run.add_argument("--out", type=Path, default=Path("extracted"), help="where results go (default: extracted)")
    _add_families(run)
    run.add_argument("--jobs", type=_positive, default=1, metavar="N", help="files read at the same time (default: 1)")
    run.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="let the workers of a Dask cluster do the work: the address of its scheduler (needs the extra `cluster`)",
    )
    run.add_argument("--force", action="store_true", help="read again what has not changed; the gate still decides")
    _add_reading(run)
    _add_limits(run)
    run.add_argument("--json", action="store_true", help="print the outcome of every file as JSON")
    run.set_defaults(action=_run)


def _add_inspect(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    inspect = commands.add_parser(
        "inspect",
        help="what is in a PDF, of whatever publication",
        description="What is in a PDF: pages, fonts, captions, blocks as printed, what a family reads in it, labels"
        " that it does not know, and what became of every number. Nothing is checked or written, and no family is"
        " needed."
        " Exit status: 0 it was read, 1 it cannot be read, 2 the command cannot be carried out.",
    )
    inspect.add_argument("pdf", metavar="PDF")
    _add_folder(inspect)
    _add_reading(inspect)
    inspect.add_argument("--json", action="store_true", help="print it as JSON")
    inspect.set_defaults(action=_inspect)


def _add_audit(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    audit = commands.add_parser(
        "audit",
        help="whether the numbers of a report agree, and which is wrong if not",
        description="Whether the numbers of a PDF agree with each other, with its charts, and with what was published"
        " before: every finding in words, with its arithmetic, its place and its suspects. Nothing is written."
        " Exit status: 0 no contradiction, 1 contradictions, 2 the command cannot be carried out, 3 the report is"
        " refused or cannot be read.",
    )
    audit.add_argument("pdf", metavar="PDF")
    _add_families(audit)
    _add_telling(audit, "where earlier editions are, if any (default: extracted)")
    _add_reading(audit)
    audit.add_argument("--json", action="store_true", help="print it as JSON, in the form of findings.json")
    audit.set_defaults(action=_audit)


def _add_power(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    power = commands.add_parser(
        "power",
        help="how likely a misprint of each number would be noticed",
        description="How likely a misprint of each number of a loaded report would be noticed, and which numbers"
        " nothing covers: the sums of its power.csv. Exit status: 0, or 2 if there is no such report.",
    )
    power.add_argument("report", metavar="REPORT", help="a report's id, or its folder")
    _add_telling(power, "where results are (default: extracted)")
    power.add_argument("--json", action="store_true", help="print the sums as JSON")
    power.set_defaults(action=_power)


def _add_diff(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    diff = commands.add_parser(
        "diff",
        help="how two loaded reports differ",
        description="How two loaded reports of one publication differ: facts that both tell with another value, facts"
        " of one alone, classes and labels that are new or gone. Exit status: 0 no fact that both tell has another"
        " value, 1 some has, 2 the command cannot be carried out.",
    )
    diff.add_argument("first", metavar="A", help="a report's id, or its folder")
    diff.add_argument("second", metavar="B", help="another one")
    _add_telling(diff, "where results are (default: extracted)")
    diff.add_argument("--json", action="store_true", help="print it as JSON")
    diff.set_defaults(action=_diff)


def _add_draft(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    draft = commands.add_parser(
        "draft",
        help="a first family file for a publication not described yet",
        description="Write a first family file from a PDF of a publication that is not described yet: title, labels,"
        " totals, blocks and charts as found. CHECK marks what a person has to decide. A file that is there is never"
        " written over. Exit status: 0 it was written, 1 the PDF cannot be read, 2 the command cannot be carried out.",
    )
    draft.add_argument("pdf", metavar="PDF")
    draft.add_argument(
        "--to", type=Path, metavar="FILE", help="a new family.yml (default: families/<name after the title>/family.yml)"
    )
    _add_reading(draft)
    draft.set_defaults(action=_draft)


def _add_families(command: argparse.ArgumentParser) -> None:
    """The options of all commands that need to know whose reports they read."""
    command.add_argument(
        "--family",
        metavar="NAME|auto",
        help="take reports for this family only; auto: for none, with labels as printed (default: who recognises them)",
    )
    _add_folder(command)


def _add_folder(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--families", type=Path, metavar="FOLDER", help="families of your own, in place of those that come with it"
    )


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    export = commands.add_parser(
        "export",
        help="what is loaded, in the formats that other tools read",
        description="Write what is loaded in another format, for other tools. Exit status: 0, or 2 if nothing is"
        " loaded or something else is where it should go.",
    )
    export.add_argument("--format", required=True, choices=FORMATS, help="the format")
    export.add_argument("--to", type=Path, metavar="PATH", help="where it goes (default: OUT/export/)")
    export.add_argument("--out", type=Path, default=Path("extracted"), help="where results are (default: extracted)")
    export.add_argument("--family", metavar="NAME", help="this publication only (default: all)")
    export.add_argument(
        "--pdfs",
        type=Path,
        default=Path("raw_pdfs"),
        metavar="FOLDER",
        help="the folder whose sources.yml says where the PDFs are from (default: raw_pdfs)",
    )
    export.set_defaults(action=_export)


def _add_fetch(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    fetch = commands.add_parser(
        "fetch",
        help="download the PDFs that sources.yml names",
        description="Download the PDFs for which the sources.yml of a folder has a url, over https, and keep each only"
        " if it is the file whose sha256 stands there. What is there already is never written over. No other command"
        " uses the network. Exit status: 0 every file that has a url is there, 1 some is not or is another one,"
        " 2 the command cannot be carried out.",
    )
    fetch.add_argument(
        "--pdfs",
        type=Path,
        default=Path("raw_pdfs"),
        metavar="FOLDER",
        help="the folder with sources.yml, where the PDFs go (default: raw_pdfs)",
    )
    fetch.set_defaults(action=_fetch)


def _add_reading(command: argparse.ArgumentParser) -> None:
    """The options of all commands that read PDFs."""
    command.add_argument(
        "--ocr", action="store_true", help="read pictures, outlined words and scanned pages, too (needs Tesseract)"
    )
    command.add_argument("--password", metavar="P", help="for encrypted files")


def _add_limits(command: argparse.ArgumentParser) -> None:
    """The options that bound what one file may take; defaults are those of ``Limits``, which help should not import."""
    command.add_argument(
        "--timeout",
        type=_positive,
        metavar="SECONDS",
        help="what reading one file may take, and then checking it (default: 120)",
    )
    command.add_argument(
        "--memory", type=_positive, metavar="MB", help="what one file may take in a worker process (default: 2000)"
    )


def _limits(arguments: argparse.Namespace) -> Limits:
    from pipeline.model.limits import Limits  # noqa: PLC0415

    given = {"seconds": arguments.timeout, "memory_mb": arguments.memory}
    return Limits(**{name: value for name, value in given.items() if value is not None})


def _add_telling(command: argparse.ArgumentParser, where: str) -> None:
    """The options of all commands that tell of results in words."""
    command.add_argument("--out", type=Path, default=Path("extracted"), help=where)
    command.add_argument("--lang", choices=("en", "sv"), default="en", help="language of the words (default: en)")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of at least 1")
    return int(text)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.run import Options, run  # noqa: PLC0415 -- the readers take a second that --help should not
    from pipeline.spec.loading import FAMILIES  # noqa: PLC0415

    options = Options(
        family=arguments.family,
        families=arguments.families or FAMILIES,
        jobs=arguments.jobs,
        force=arguments.force,
        password=arguments.password,
        ocr=arguments.ocr,
        limits=_limits(arguments),
        cluster=arguments.cluster,
    )
    result = run(arguments.inputs, arguments.out, options, on_progress=_show_progress if _is_terminal() else _ignore)
    for error in result.spec_errors:
        print(f"pipeline: {printable(str(error))}", file=sys.stderr)
    for outcome in result.outcomes:
        if not outcome.is_good:
            print(f"pipeline: {outcome.status}: {printable(outcome.message or outcome.source)}", file=sys.stderr)
    if arguments.json:
        _print(printable_json(_as_json(result, arguments.out)))
    else:
        _print_summary(result, arguments.out)
    return GOOD if result.is_good else SOME_FAILED


def _is_terminal() -> bool:
    return sys.stderr.isatty()


def _show_progress(progress: Progress) -> None:
    """One line that is written over by the next; wiped when all is done."""
    is_done = progress.checked == progress.reports
    print(f"\r\033[K{'' if is_done else progress_line(progress)}", end="", file=sys.stderr, flush=True)


def progress_line(progress: Progress) -> str:
    """How far a run has come: reports, pages, rate, time left, and what was found so far."""
    minutes, seconds = divmod(round(progress.seconds_left), 60)
    hours, minutes = divmod(minutes, 60)
    left = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return (
        f"read {progress.read}, checked {progress.checked} of {progress.reports} reports; {progress.pages} pages,"
        f" {progress.pages_a_second:.1f} a second; {left} left; {progress.findings} findings;"
        f" {progress.step} {printable(progress.source)}"
    )


def _ignore(_: Progress) -> None:
    pass


def _as_json(result: RunResult, out: Path) -> dict[str, object]:
    return {
        "out": str(out),
        "reports": [
            {
                "source": outcome.source,
                "status": outcome.status,
                "report_id": outcome.report_id,
                "message": outcome.message,
                "summary": outcome.summary,
                "drift": list(outcome.drift),
                "proposed": outcome.proposed,
                "code": outcome.code,
            }
            for outcome in result.outcomes
        ],
        "family_errors": [str(error) for error in result.spec_errors],
    }


def _print_summary(result: RunResult, out: Path) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    table.add_column("report", no_wrap=True)
    table.add_column("status")
    for heading in ("numbers", "rows", "unexplained", "confirmed", "checks held", "findings"):
        table.add_column(heading, justify="right")
    for outcome in result.outcomes:
        table.add_row(Text(printable(outcome.report_id or outcome.source)), outcome.status, *_counts(outcome))
    console = Console(highlight=False, soft_wrap=True)
    console.width = max(console.width, WIDEST_SUMMARY)
    console.print(table)
    for outcome in result.outcomes:
        for line in _drift_lines(outcome, out):
            console.print(Text(printable(line)))
    loaded = sum(outcome.is_good for outcome in result.outcomes)
    console.print(
        Text(f"{loaded} of {len(result.outcomes)} reports loaded; tables in {out}/tidy, each report in {out}/<report>")
    )


def _drift_lines(outcome: Outcome, out: Path) -> Iterator[str]:
    """How the edition differs from what is known, and where a proposal stands."""
    if outcome.drift:
        yield f"{outcome.report_id} differs from what is known of the publication:"
        yield from (f"  {message}" for message in outcome.drift)
    if outcome.proposed:
        yield f"  {out}/{outcome.report_id}/{outcome.proposed} proposes what its labels mean: read, edit and accept it"


def _counts(outcome: Outcome) -> list[str]:
    counts = outcome.summary
    if counts is None:
        return ["–"] * 6
    held = f"{counts['checks_held']} of {counts['checks']}"
    return [
        str(counts["numbers"]),
        str(counts["observations"]),
        str(counts["unexplained"]),
        str(counts["confirmed"]),
        held,
        str(counts["findings"]),
    ]


def printable(text: str) -> str:
    """Text that may come from a file's name or content, without characters that steer a terminal."""
    return "".join(char if char.isprintable() else "�" for char in text)


def printable_json(content: object) -> str:
    """JSON of what may come from a file, where characters that steer a terminal are escaped."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return "".join(char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in text)


def _print(text: str) -> None:
    """Print much text; a reader that has seen enough of it, such as ``head``, is no error."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _inspect(arguments: argparse.Namespace) -> int:
    from pipeline.report.inspection import inspection_document, inspection_lines  # noqa: PLC0415
    from pipeline.run import inspect  # noqa: PLC0415
    from pipeline.spec.loading import FAMILIES  # noqa: PLC0415

    inspection = inspect(arguments.pdf, arguments.password, arguments.families or FAMILIES, ocr=arguments.ocr)
    for error in inspection.family_errors:
        print(f"pipeline: {printable(error)}", file=sys.stderr)
    if arguments.json:
        _print(printable_json(inspection_document(inspection)))
    else:
        _print("\n".join(printable(line) for line in inspection_lines(inspection)))
    return GOOD


def _audit(arguments: argparse.Namespace) -> int:
    from pipeline.report.audit_words import audit_lines  # noqa: PLC0415
    from pipeline.run import Options, audit, audit_document  # noqa: PLC0415
    from pipeline.spec.loading import FAMILIES  # noqa: PLC0415

    options = Options(
        family=arguments.family,
        families=arguments.families or FAMILIES,
        password=arguments.password,
        ocr=arguments.ocr,
    )
    try:
        audited, spec = audit(arguments.pdf, arguments.out, options)
    except (ReadError, BrokenError, UnknownFamilyError, SpecError) as error:
        print(f"pipeline: {printable(str(error))}", file=sys.stderr)
        return NOT_JUDGED
    if arguments.json:
        _print(printable_json(audit_document(audited)))
    else:
        _print("\n".join(printable(line) for line in audit_lines(audited, spec, arguments.lang)))
    if audited.is_refused:
        return NOT_JUDGED
    return CONTRADICTED if audited.contradictions else GOOD


def _power(arguments: argparse.Namespace) -> int:
    from pipeline.report.power_words import power_lines, power_sums  # noqa: PLC0415
    from pipeline.run import power  # noqa: PLC0415

    report_id, rows = power(arguments.report, arguments.out)
    if arguments.json:
        _print(printable_json({"report_id": report_id, "power": power_sums(rows)}))
    else:
        _print("\n".join(printable(line) for line in power_lines(report_id, rows, arguments.lang)))
    return GOOD


def _diff(arguments: argparse.Namespace) -> int:
    from pipeline.report.diff import difference_document, difference_lines  # noqa: PLC0415
    from pipeline.run import compare  # noqa: PLC0415

    difference, spec = compare(arguments.first, arguments.second, arguments.out)
    if arguments.json:
        _print(printable_json(difference_document(difference)))
    else:
        _print("\n".join(printable(line) for line in difference_lines(difference, spec, arguments.lang)))
    return SOME_DIFFER if difference.revised else GOOD


def _draft(arguments: argparse.Namespace) -> int:
    from pipeline.run import draft  # noqa: PLC0415

    path, text = draft(arguments.pdf, arguments.to, arguments.password, ocr=arguments.ocr)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        remedy = "It is never written over: give another with --to, or take it away"
        raise UsageError("is there already", source=str(path), remedy=remedy) from error
    except OSError as error:
        raise UsageError(f"cannot be written ({error.strerror})", source=str(path)) from error
    print(f"{printable(str(path))}: drafted; {text.count('# CHECK')} places marked CHECK are for a person to decide")
    return GOOD


def _export(arguments: argparse.Namespace) -> int:
    from pipeline.run import export  # noqa: PLC0415

    made = export(arguments.format, arguments.out, arguments.to, arguments.family, arguments.pdfs)
    reports = "1 report" if made.reports == 1 else f"{made.reports} reports"
    print(printable(f"{made.observations} observations of {reports} written to {made.target}"))
    return GOOD


def _fetch(arguments: argparse.Namespace) -> int:
    from pipeline.run import fetch  # noqa: PLC0415

    status = GOOD
    for one in fetch(arguments.pdfs):
        if one.error is not None:
            print(f"pipeline: {one.fate}: {printable(str(one.error))}", file=sys.stderr)
            status = SOME_FAILED
        else:
            page = f", from {one.source.landing_page}" if one.fate == "by hand" and one.source.landing_page else ""
            print(printable(f"{one.source.file}: {one.fate}{page}"), flush=True)
    return status


def _families(_: argparse.Namespace) -> int:
    from pipeline.spec.loading import load_families  # noqa: PLC0415

    families, errors = load_families()
    for family in families:
        years = ", ".join(str(year) for year in sorted(family.years)) or "none described by itself"
        print(
            f"{family.spec.family}: {family.spec.title} ({family.spec.publisher}); editions with differences: {years}"
        )
    for error in errors:
        print(f"pipeline: {printable(str(error))}", file=sys.stderr)
    return SOME_FAILED if errors else GOOD

"""What is measured, each in a process of its own: ``python -m tests.bench.contestants NAME FILE...`` prints figures.

Imports are part of a first run, so each contestant imports what it needs itself.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figures:
    """Wall-clock and processor seconds from start to end of a process; peaks in MB of it and of its largest worker."""

    seconds: float
    cpu_seconds: float
    own_mb: float
    worker_mb: float


def measured(name: str, *arguments: str | Path) -> Figures:
    """Run a contestant in a fresh process.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    start = time.perf_counter()
    command = [sys.executable, "-m", "tests.bench.contestants", name, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603 -- our own module
        peaks: dict[int, float] = {}
        watch = threading.Thread(target=_watch, args=(process, peaks))
        watch.start()
        out, _ = process.communicate()
        seconds = time.perf_counter() - start
        watch.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    own = peaks.pop(process.pid, 0.0)
    return Figures(seconds, float(out.splitlines()[-1]), own, max(peaks.values(), default=0.0))


def _watch(process: subprocess.Popen[str], peaks: dict[int, float]) -> None:
    """Note the peak of a process and of all that it starts, for as long as it runs."""
    while process.poll() is None:
        waiting = [process.pid]
        for pid in waiting:  # grows on the way
            try:
                status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
                for task in Path(f"/proc/{pid}/task").iterdir():
                    waiting.extend(map(int, (task / "children").read_text(encoding="ascii").split()))
            except OSError:
                continue  # it has ended, or this is no Linux
            peak = next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")), "0")
            peaks[pid] = max(peaks.get(pid, 0.0), int(peak) / 1024)  # of one that has just ended nothing is told
        time.sleep(POLL_S)


POLL_S = 0.2


def nothing(_: Sequence[str]) -> None:
    """The interpreter alone."""


def pdfium_text(files: Sequence[str]) -> None:
    """The floor: the bare text of every page by pdfium."""
    import pypdfium2  # noqa: PLC0415 -- each contestant pays for its own imports

    for file in files:
        document = pypdfium2.PdfDocument(file)
        for page in document:
            page.get_textpage().get_text_bounded()
        document.close()


def words(files: Sequence[str]) -> None:
    """Pdfplumber's words of every page."""
    import pdfplumber  # noqa: PLC0415

    for file in files:
        with pdfplumber.open(file) as document:
            for page in document.pages:
                page.extract_words()
                page.close()


def words_and_tables(files: Sequence[str]) -> None:
    """The peer: what a script with pdfplumber would do."""
    import pdfplumber  # noqa: PLC0415

    for file in files:
        with pdfplumber.open(file) as document:
            for page in document.pages:
                page.extract_words()
                page.extract_tables()
                page.close()


def great_expectations(_: Sequence[str]) -> None:
    """The import alone."""
    import great_expectations  # noqa: F401, PLC0415


def camelot(flavor: str) -> Callable[[Sequence[str]], None]:
    """Camelot over all pages, without being told where tables are."""

    def read(files: Sequence[str]) -> None:
        import warnings  # noqa: PLC0415

        from camelot.io import read_pdf  # noqa: PLC0415

        warnings.simplefilter("ignore")  # a page without a table is no news
        for file in files:
            read_pdf(file, pages="all", flavor=flavor, suppress_stdout=True)

    return read


def pipeline_run(arguments: Sequence[str]) -> None:
    """``pipeline run`` with the arguments of its command line."""
    from pipeline.cli import main  # noqa: PLC0415

    main(["run", *arguments])


def pipeline_help(_: Sequence[str]) -> None:
    """``pipeline --help``."""
    from pipeline.cli import main  # noqa: PLC0415

    try:
        main(["--help"])
    except SystemExit as end:
        if end.code:
            raise


CONTESTANTS: dict[str, Callable[[Sequence[str]], None]] = {
    "nothing": nothing,
    "pdfium text": pdfium_text,
    "words": words,
    "words and tables": words_and_tables,
    "camelot auto": camelot("auto"),
    "camelot lattice": camelot("lattice"),
    "camelot network": camelot("network"),
    "great expectations": great_expectations,
    "pipeline": pipeline_run,
    "help": pipeline_help,
}


def main() -> None:
    """Run one and print its processor seconds, those of its workers included."""
    name, *arguments = sys.argv[1:]
    CONTESTANTS[name](arguments)
    own, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime)


if __name__ == "__main__":
    main()

"""What a file can do to its worker, it does to nobody else."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import BrokenError, LimitError, PipelineError
from pipeline.model.limits import Limits
from pipeline.read.workers import Workers, read_in_workers
from tests.fixtures.deeds import act

LIMITS = Limits(seconds=1, memory_mb=500, result_mb=2)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1, LIMITS) as one:
        yield one


FATES: dict[str, tuple[type[PipelineError], str]] = {
    "endless": (LimitError, "it takes more than 1 s"),
    "asleep": (LimitError, "it takes more than 1 s"),
    "greedy": (LimitError, "it takes more than 500 MB of memory"),
    "long": (LimitError, "what is read of it takes more than 2 MB"),
    "dead": (LimitError, "it ended the worker process (SIGSEGV)"),
    "gone": (LimitError, "it ended the worker process (exit status 3)"),
    "wrong": (BrokenError, "StopIteration in deeds.py, line "),
    "deep": (BrokenError, "RecursionError in "),
}


@pytest.mark.parametrize("name", FATES)
def test_a_file_that_is_too_much_is_set_aside_and_the_next_one_read(workers: Workers, name: str) -> None:
    read = dict(read_in_workers(act, [Path(f"{name}.pdf"), Path("next.pdf")], None, workers))
    kind, message = FATES[name]
    error = read[Path(f"{name}.pdf")]
    assert type(error) is kind
    assert error.source == f"{name}.pdf"
    assert error.message.startswith(message)
    assert read[Path("next.pdf")] == "next.pdf"


def test_a_file_that_is_known_to_take_longer_may(workers: Workers) -> None:
    read = dict(read_in_workers(act, [Path("patient.pdf"), Path("asleep.pdf")], None, workers))
    assert read[Path("patient.pdf")] == "patient.pdf"
    assert isinstance(read[Path("asleep.pdf")], LimitError)


def test_every_file_beside_one_that_ends_its_worker_is_read_by_the_others() -> None:
    names = ["a", "dead", "b", "gone", "c", "d"]
    with Workers(2, LIMITS) as workers:
        read = dict(read_in_workers(act, [Path(name) for name in names], None, workers))
    assert {str(path): isinstance(result, LimitError) for path, result in read.items()} == {
        name: name in {"dead", "gone"} for name in names
    }


def test_a_worker_outlives_its_files_and_is_replaced_when_it_dies_between_two(workers: Workers) -> None:
    first = workers.call(act, Path("process"))
    assert first == workers.call(act, Path("process"))
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    assert workers.call(act, Path("process")) != first


def test_a_worker_is_replaced_after_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.workers.CALLS_A_PROCESS", 3)
    with Workers(1, LIMITS) as workers:
        processes = [workers.call(act, Path("process")) for _ in range(7)]
    assert [processes.count(one) for one in dict.fromkeys(processes)] == [3, 3, 1]


def test_what_engines_print_is_not_among_our_output(workers: Workers, capfd: pytest.CaptureFixture[str]) -> None:
    assert workers.call(act, Path("noisy")) == "noisy"
    assert capfd.readouterr() == ("", "")


def test_a_run_that_is_given_up_ends_what_its_workers_do() -> None:
    with Workers(2, LIMITS) as workers:
        reading = read_in_workers(act, [Path("process"), Path("endless"), Path("endless")], None, workers)
        _, process = next(reading)
    with pytest.raises(ProcessLookupError):
        os.kill(int(str(process)), 0)

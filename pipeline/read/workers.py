"""Worker processes that outlive the files they read, and are ended and replaced where a file is too much for them.

Each has a pipe of its own: a lock that a dying worker holds cannot stop the others (as in a pool with one pipe for all,
noxdafox/pebble issue 163), and whose death it was is known at once.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import resource
import signal
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from multiprocessing import get_context, set_start_method
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from time import monotonic
from typing import Any, Self, TypeVar, cast

from pipeline.errors import BrokenError, LimitError, PipelineError, ReadError, is_debugging
from pipeline.model.limits import Limits

T = TypeVar("T")

Reader = Callable[[Path, str | None], T]
"""Takes a file and a password; found by name in the worker, so a function of a module."""

PACKAGE = Path(__file__).resolve().parent.parent

MB = 1_000_000

START_S = 120
"""Starting a process and importing the engines takes two seconds where nothing else is going on."""

CALLS_A_PROCESS = 250
"""Then a new process takes over: of each report the engines keep some 0.4 MB, and starting one takes as long as two."""

LONGER = b"longer by "
"""How a message begins that is no answer yet; a pickle begins otherwise."""

_LENGTHEN: list[Callable[[int], None]] = []
"""In a worker process: how it tells that a file takes longer."""

GRACE_S = 10
"""A worker whose parent was killed ends itself this long after the parent would have ended it."""


class Worker:
    """One process, started when it is first needed, and again after a file that ended it or after many of them."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: Any = None
        self._pipe: Connection | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._seconds = limits.seconds
        self._answers = 0

    def call(self, function: Callable[..., T], *arguments: Any) -> T:
        """What the function returns.

        Raises:
            PipelineError: what it raised, or that it took too much of something, or ended the process.
        """
        result = self._answer(function, arguments)
        if isinstance(result, PipelineError):
            raise result
        return cast("T", result)

    def _answer(self, function: Callable[..., Any], arguments: Sequence[Any]) -> Any:
        pipe = self._ready()
        late = threading.Event()
        try:
            with self._ended_after(START_S, late):
                pipe.send((function, arguments))
                pipe.recv_bytes(1)  # it has all that it needs in hand
            answer = self._awaited(pipe, late)
        except (EOFError, ConnectionError):
            return self._why_it_ended(is_late=late.is_set())
        except OSError:  # a message longer than the limit, which the connection refuses
            self.close()
            return LimitError(f"what is read of it takes more than {self.limits.result_mb} MB")
        result = pickle.loads(answer)  # noqa: S301 -- our own worker's
        self._answers += 1
        if isinstance(result, LimitError) or self._answers >= CALLS_A_PROCESS:
            self.close()  # what ran out of memory may have left anything behind, and engines keep some of each file
        return result

    def _awaited(self, pipe: Connection, late: threading.Event) -> bytes:
        """The answer, in the time that the file may take, and what the worker says that it takes besides."""
        self._seconds = self.limits.seconds
        begun = monotonic()
        while True:
            with self._ended_after(max(0.0, begun + self._seconds - monotonic()), late):
                answer = pipe.recv_bytes(self.limits.result_mb * MB)
            if not answer.startswith(LONGER):
                return answer
            self._seconds += int(answer.removeprefix(LONGER))

    @contextlib.contextmanager
    def _ended_after(self, seconds: float, late: threading.Event) -> Iterator[None]:
        """End the process when this takes longer, which ends whatever is waiting for it."""

        def end() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, end)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _ready(self) -> Connection:
        if self._pipe is not None and self._process.is_alive():
            return self._pipe
        self.close()  # whatever ended it between two files was none of them
        self._folder = tempfile.TemporaryDirectory(prefix="pipeline-", ignore_cleanup_errors=True)
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self.limits, self._folder.name), daemon=True)
        self._process.start()
        self._answers = 0
        theirs.close()
        return self._pipe

    def _why_it_ended(self, *, is_late: bool) -> ReadError:
        self._process.join(GRACE_S)
        code = self._process.exitcode
        self.close()
        if is_late:
            return LimitError(f"it takes more than {self._seconds} s")
        return LimitError(f"it ended the worker process ({_name_of_end(code)})")

    def close(self) -> None:
        """End the process, whatever it is doing, and remove the files it left."""
        if self._pipe is None:
            return
        self._pipe.close()
        self._process.kill()
        self._process.join()
        if self._folder is not None:
            self._folder.cleanup()
        self._pipe = None


def _name_of_end(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit status {code}"


class Workers:
    """So many workers, ended together."""

    def __init__(self, jobs: int = 1, limits: Limits | None = None) -> None:
        self._all = [Worker(limits or Limits()) for _ in range(jobs)]
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        for worker in self._all:
            self._idle.put(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._all:
            worker.close()

    @property
    def jobs(self) -> int:
        """How many calls can be worked on at the same time."""
        return len(self._all)

    def call(self, function: Callable[..., T], *arguments: Any) -> T:
        """What the function returns in the next idle worker.

        Raises:
            PipelineError: what it raised, or that it took too much of something, or ended the process.
        """
        worker = self._idle.get()
        try:
            return worker.call(function, *arguments)
        finally:
            self._idle.put(worker)


def read_in_workers(
    read: Reader[T], files: Sequence[Path], password: str | None, workers: Workers
) -> Iterator[tuple[Path, T | PipelineError]]:
    """Each file with what was read or what is wrong with it, as they finish."""
    threads = ThreadPoolExecutor(workers.jobs)
    try:
        futures = {threads.submit(_tried, workers, read, path, password): path for path in files}
        for future in as_completed(futures):
            yield futures.pop(future), future.result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


def _tried(workers: Workers, read: Reader[T], path: Path, password: str | None) -> T | PipelineError:
    try:
        return workers.call(read, path, password)
    except PipelineError as error:
        return error.in_file(path.name)


def read_in_a_worker(read: Reader[T], path: Path, password: str | None, limits: Limits | None = None) -> T:
    """What was read of one file.

    Raises:
        PipelineError: it cannot be read, or took too much of its worker.
    """
    with Workers(1, limits) as workers:
        result = _tried(workers, read, path, password)
    if isinstance(result, PipelineError):
        raise result
    return result


def take_longer(seconds: int) -> None:
    """Let the file at hand take so many seconds more: what it takes is known once it has been looked into.

    Outside of a worker process nothing limits it.
    """
    if _LENGTHEN:
        _LENGTHEN[0](seconds)


def _serve(pipe: Connection, limits: Limits, folder: str) -> None:
    """The life of a worker: answer calls until the parent has no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    # Locks that libraries make have no name then; one that is killed would leave the name behind, with a warning.
    set_start_method("fork", force=True)
    tempfile.tempdir = folder
    if not is_debugging():
        _silence()
    while True:
        try:
            function, arguments = pipe.recv()
        except EOFError:
            return
        _limit(limits)
        _LENGTHEN[:] = [partial(_lengthen, pipe)]
        try:
            pipe.send_bytes(b"")
            answer = _answer(function, arguments, limits)
            signal.alarm(0)
            pipe.send_bytes(answer)
        except OSError:
            return  # nobody waits for it any more


def _lengthen(pipe: Connection, seconds: int) -> None:
    signal.alarm(signal.alarm(0) + seconds)
    pipe.send_bytes(LONGER + str(seconds).encode())


def _silence() -> None:
    """What engines print is not for the terminal, nor between the lines of our output."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _limit(limits: Limits) -> None:
    """Bound what the next file may take; where the system does not know a limit it is left out."""
    signal.alarm(limits.seconds + GRACE_S)
    held = _address_space()
    bounds = {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: limits.result_mb * MB}
    if held:
        bounds[resource.RLIMIT_AS] = held + limits.memory_mb * MB
    for kind, value in bounds.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, resource.getrlimit(kind)[1]))


def _address_space() -> int:
    """Bytes of address space that libraries and earlier files hold already; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _answer(function: Callable[..., Any], arguments: Sequence[Any], limits: Limits) -> bytes:
    try:
        return pickle.dumps(function(*arguments))
    except PipelineError as error:
        return pickle.dumps(error)
    except MemoryError:
        pass  # answered below, when what the traceback holds is free again
    except Exception as error:  # noqa: BLE001 -- nothing a file does may end the run; this one is our fault
        return pickle.dumps(_broken(error))
    return pickle.dumps(LimitError(f"it takes more than {limits.memory_mb} MB of memory"))


def _broken(error: Exception) -> BrokenError:
    if is_debugging():
        traceback.print_exception(error)
    _, *frames = traceback.extract_tb(error.__traceback__)
    last = next((one for one in reversed(frames) if PACKAGE in Path(one.filename).parents), frames[-1])
    return BrokenError(f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}")

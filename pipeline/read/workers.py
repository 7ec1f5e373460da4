"""Worker processes: a file that brings its process down does not bring the run down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from pipeline.errors import PipelineError, ReadError

T = TypeVar("T")

Reader = Callable[[Path, str | None], T]
"""Takes a file and a password; found by name in the worker, so a function of a module."""


def read_in_workers(
    read: Reader[T], files: Sequence[Path], password: str | None, jobs: int
) -> Iterator[tuple[Path, T | PipelineError]]:
    """Each file with what was read or what is wrong with it, as they finish.

    When a worker dies, all files that it and its siblings had in hand are lost; each is then tried by itself, and the
    one that ends its worker again is the culprit.
    """
    lost = []
    for path, result in _read(read, files, password, jobs):
        if result is None:
            lost.append(path)
        else:
            yield path, result
    for path in sorted(lost):
        for _, result in _read(read, [path], password, 1):
            yield path, result or ReadError("reading it ended the worker process")


def read_in_a_worker(read: Reader[T], path: Path, password: str | None) -> T:
    """What was read of one file.

    Raises:
        PipelineError: it cannot be read, or ended its worker.
    """
    ((_, result),) = read_in_workers(read, [path], password, jobs=1)
    if isinstance(result, PipelineError):
        raise result.in_file(path.name)
    return result


def _read(
    read: Reader[T], files: Sequence[Path], password: str | None, jobs: int
) -> Iterator[tuple[Path, T | PipelineError | None]]:
    """As ``read_in_workers``, with ``None`` where a worker died."""
    if not files:
        return
    with ProcessPoolExecutor(max_workers=min(jobs, len(files)), mp_context=get_context("spawn")) as pool:
        futures: dict[Future[T], Path] = {pool.submit(read, path, password): path for path in files}
        for future in as_completed(futures):
            try:
                yield futures[future], future.result()
            except BrokenProcessPool:
                yield futures[future], None
            except PipelineError as error:
                yield futures[future], error

"""The workers of a Dask cluster in place of worker processes of this machine: the same calls, the same results.

Workers and this machine see the same files under the same paths. Each thread of a Dask worker has a worker process of
its own beside it, with the limits that it has on one machine: a file that ends it does not end the Dask worker, and
engines that are not made for threads see none. What was in the hands of a Dask worker that dies is done again by
another one.
"""

from __future__ import annotations

import multiprocessing
import pickle
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from pipeline.errors import LimitError, PipelineError, UsageError
from pipeline.load.provenance import code_digest
from pipeline.model.limits import Limits
from pipeline.read.workers import Worker, Workers

T = TypeVar("T")

CONNECT_S = 10

RETRIES = 2
"""Of what failed in a way that nobody foresaw, such as a file system that did not answer."""

_own = threading.local()


@contextmanager
def cluster(address: str, limits: Limits, folder: Path) -> Iterator[Workers]:
    """The workers of a cluster that is there.

    Raises:
        UsageError: Dask is not installed, nobody answers at the address, or its workers cannot do this work.
    """
    try:
        from distributed import Client  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise UsageError("a cluster needs Dask", remedy="Install report-pipeline[cluster]") from error
    try:
        connect: Any = Client  # typed by halves
        client = connect(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        remedy = "Give the address of its scheduler, such as tcp://host:8786"
        raise UsageError(f"no cluster answers at {address}", remedy=remedy) from error
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise UsageError(f"the cluster at {address} has no workers", remedy="Start some with `dask worker`")
        _require_alike(client, folder)
        yield ClusterWorkers(client, threads, limits)


def _require_alike(client: Any, folder: Path) -> None:
    for worker, (digest, has_folder) in client.run(_look_around, folder).items():
        if digest != code_digest():
            raise UsageError(f"{worker} has another version of the pipeline", remedy="Install the same one everywhere")
        if not has_folder:
            raise UsageError(f"{worker} does not see {folder}", remedy="Use a folder that all machines share")


def _look_around(folder: Path) -> tuple[str, bool]:
    return code_digest(), folder.is_dir()


class ClusterWorkers(Workers):
    """As many calls at the same time as the cluster's workers have threads."""

    def __init__(self, client: Any, threads: int, limits: Limits) -> None:
        self._client, self._threads, self._limits = client, threads, limits

    @property
    def jobs(self) -> int:
        """How many calls can be worked on at the same time."""
        return self._threads

    def call(self, function: Callable[..., T], *arguments: Any) -> T:
        """What the function returns, wherever it ran.

        Raises:
            PipelineError: what it raised, or that it took too much, or that it ended one Dask worker after the other.
        """
        from distributed import KilledWorker  # noqa: PLC0415

        sealed = pickle.dumps((function, arguments))
        future = self._client.submit(in_own_worker, self._limits, sealed, pure=False, retries=RETRIES)
        try:
            result = future.result()
        except KilledWorker as error:
            raise LimitError("it ended one worker of the cluster after the other") from error
        if isinstance(result, PipelineError):
            raise result
        return cast("T", result)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A call that is unpacked in the worker process, and not on its way there: what it imports is large."""

    content: bytes

    def __reduce__(self) -> tuple[object, ...]:
        """Unpack at the other end."""
        return pickle.loads, (self.content,)


def in_own_worker(limits: Limits, sealed: bytes) -> object:
    """What a call returns in the process of this thread, or the error, as a value: it is no reason to retry."""
    if not hasattr(_own, "worker"):
        multiprocessing.current_process().daemon = False  # as Dask's nanny makes it, it may start no process
        _own.worker = Worker(limits)
    try:
        return cast("object", _own.worker.call(unsealed, Sealed(sealed)))
    except PipelineError as error:
        return error


def unsealed(call: tuple[Callable[..., object], tuple[object, ...]]) -> object:
    """What the call returns."""
    function, arguments = call
    return function(*arguments)

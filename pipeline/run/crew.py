"""The work of a run, handed out: every item to the next idle worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

from pipeline.errors import PipelineError
from pipeline.read.workers import Workers

Item = TypeVar("Item")
Result = TypeVar("Result")


def each(
    function: Callable[[Item], Result], items: Sequence[Item], workers: Workers
) -> Iterator[tuple[Item, Result | PipelineError]]:
    """Every item with what the function made of it in a worker, or what went wrong, as they finish."""

    def tried(item: Item) -> Result | PipelineError:
        try:
            return workers.call(function, item)
        except PipelineError as error:
            return error

    threads = ThreadPoolExecutor(workers.jobs)
    try:
        futures = {threads.submit(tried, item): item for item in items}
        for future in as_completed(futures):
            yield futures.pop(future), future.result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)

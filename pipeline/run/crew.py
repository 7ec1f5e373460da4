"""Who does the work of a run: worker processes, of which some read and some check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from pipeline.errors import PipelineError
from pipeline.read.workers import Workers
from pipeline.run.work import Checking, get_ready

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Crew:
    """Workers that read, and workers that check: the same ones where they are several."""

    readers: Workers
    checkers: Workers


@contextmanager
def machine(work: Checking, files: int) -> Iterator[Crew]:
    """Worker processes of this machine, no more than there are files.

    A single one gets a second one beside it that imports what checking needs while the first one reads.
    """
    options = work.options
    with Workers(min(options.jobs, files), options.limits) as readers:
        if readers.jobs > 1:
            yield Crew(readers, readers)
            return
        with Workers(1, options.limits) as checkers:
            thread = ThreadPoolExecutor(1)  # nobody asks for its result: whoever ends early ends it, too
            thread.submit(checkers.call, get_ready, work)
            thread.shutdown(wait=False)
            yield Crew(readers, checkers)


def each(
    function: Callable[[Item], Result], items: Sequence[Item], crew: Crew
) -> Iterator[tuple[Item, Result | PipelineError]]:
    """Every item with what the function made of it in a worker, or what went wrong, as they finish."""

    def tried(item: Item) -> Result | PipelineError:
        try:
            return crew.checkers.call(function, item)
        except PipelineError as error:
            return error

    threads = ThreadPoolExecutor(crew.checkers.jobs)
    try:
        futures = {threads.submit(tried, item): item for item in items}
        for future in as_completed(futures):
            yield futures.pop(future), future.result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)

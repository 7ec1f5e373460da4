"""Errors that a user may meet: one base, one child for each stage, each saying where it happened.

A message answers four questions where they have an answer: which file, page and block; what was printed; what was
expected; what to do about it.
"""

from __future__ import annotations

import os
from typing import Any, ClassVar, Self

DEBUG_VARIABLE = "PIPELINE_DEBUG"
"""Set in the environment, faults of our own come with their traceback, and what engines print is shown."""


def is_debugging() -> bool:
    """Tell whether whoever runs us wants to see more than a user does."""
    return bool(os.environ.get(DEBUG_VARIABLE))


class PipelineError(Exception):
    """Base of every error that the pipeline raises on purpose.

    ``source`` is the file's name, ``page`` 1-based, ``block`` a block's id, ``remedy`` what a person can do. ``code``
    stays the same whatever the message says; docs/errors.md lists them.
    """

    code: ClassVar[str] = "pipeline"

    def __init__(
        self,
        message: str,
        *,
        source: str | None = None,
        page: int | None = None,
        block: str | None = None,
        remedy: str | None = None,
    ) -> None:
        self.message = message
        self.source = source
        self.page = page
        self.block = block
        self.remedy = remedy
        super().__init__(message, source, page, block, remedy)

    def __str__(self) -> str:
        """One line: ``file, page, block: message; remedy``."""
        places = (self.source, self.page and f"page {self.page}", self.block and f"block {self.block}")
        where = ", ".join(str(place) for place in places if place)
        text = f"{where}: {self.message}" if where else self.message
        return f"{text}. {self.remedy}" if self.remedy else text

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the keyword attributes on the way out of a worker process."""
        return _rebuild, (type(self), self.message, self.place)

    def in_file(self, name: str) -> Self:
        """The same error with the file's name, if it has none yet."""
        return self if self.source else type(self)(self.message, **(self.place | {"source": name}))

    @property
    def place(self) -> dict[str, Any]:
        """Everything but the message, as keyword arguments for another error."""
        return {"source": self.source, "page": self.page, "block": self.block, "remedy": self.remedy}


def _rebuild(kind: type[PipelineError], message: str, place: dict[str, Any]) -> PipelineError:
    return kind(message, **place)


class UsageError(PipelineError):
    """The command was called in a way that cannot be carried out."""

    code = "usage"


class SpecError(PipelineError):
    """A family file says something it may not say, or lacks something it must."""

    code = "spec"


class ReadError(PipelineError):
    """A file cannot be read, or the readers do not see the same pages in it."""

    code = "read"


class LimitError(ReadError):
    """Reading or checking a file takes more time, memory or room than it may, or ends the process that does it."""

    code = "limit"

    def __init__(self, message: str, **place: Any) -> None:
        remedy = "The file may be damaged; if it is only large, allow more with --timeout or --memory"
        super().__init__(message, **({"remedy": remedy} | place))


class BrokenError(PipelineError):
    """The pipeline itself failed over a file, in a way that nobody foresaw."""

    code = "broken"

    def __init__(self, message: str, **place: Any) -> None:
        remedy = f"This is a fault of the pipeline: please report it; {DEBUG_VARIABLE}=1 shows more"
        super().__init__(message, **({"remedy": remedy} | place))


class UnknownFamilyError(PipelineError):
    """No family recognises the document."""

    code = "unknown_family"


class ConflictError(PipelineError):
    """Two different files claim to be the same report."""

    code = "conflict"


class SuiteError(PipelineError):
    """An expectation suite cannot be trusted: unknown, empty or vacuous."""

    code = "suite"


class LoadError(PipelineError):
    """Output cannot be written or read back."""

    code = "load"

"""What every part of a family file is checked with: unknown keys are errors, and patterns are regular expressions."""

from __future__ import annotations

import re
from collections.abc import Callable

from pydantic import ConfigDict

STRICT = ConfigDict(extra="forbid", frozen=True)
"""A key that the model does not describe is an error."""


def has_groups(*names: str) -> Callable[[str], str]:
    """A validator of regular expressions that have to have groups of these names."""

    def checked(pattern: str) -> str:
        try:
            groups = re.compile(pattern).groupindex
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        for name in names:
            if name not in groups:
                raise ValueError(f"needs a group named {name}: (?P<{name}>...)")
        return pattern

    return checked

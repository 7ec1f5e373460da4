"""What a suite may leave to the family file: the codes of each dimension, which a new edition may add to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.errors import SuiteError
from pipeline.model.observation import NEW
from pipeline.spec.schema import RESERVED_CODES, STANDARD_CODES, Dimension, FamilySpec

PARAMETER = "$PARAMETER"
"""The key by which Great Expectations' JSON names a value that is given when a suite is run."""


def parameters_of(spec: FamilySpec) -> dict[str, str]:
    """For each dimension ``codes_of_<name>``, the pattern of what may stand in its column."""
    return {f"codes_of_{name}": _pattern(one) for name, one in spec.dimensions.items()}


def _pattern(dimension: Dimension) -> str:
    return f"^(?:{'|'.join(_alternatives(dimension))})$"


def _alternatives(dimension: Dimension) -> Iterator[str]:
    yield from sorted(RESERVED_CODES)
    yield from map(re.escape, dimension.codes)
    if dimension.standard:
        yield STANDARD_CODES[dimension.standard].pattern
    yield f"{NEW}.+"


def with_parameters(arguments: Mapping[str, Any], parameters: Mapping[str, str], source: str) -> dict[str, Any]:
    """The arguments of an expectation with the values that it leaves to the family file.

    Raises:
        SuiteError: the family file has no such value.
    """
    return {name: _value(one, parameters, source) for name, one in arguments.items()}


def _value(argument: Any, parameters: Mapping[str, str], source: str) -> Any:
    if not isinstance(argument, dict) or PARAMETER not in argument:
        return argument
    name = argument[PARAMETER]
    if name not in parameters:
        known = ", ".join(sorted(parameters)) or "none"
        raise SuiteError(f"unknown parameter {name!r}", source=source, remedy=f"Known are {known}")
    return parameters[name]

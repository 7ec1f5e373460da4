"""What a family file says of tables of means, fixed sentences, marks in place of numbers, and groups of classes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, model_validator

from pipeline.spec.strict_model import STRICT, has_groups


class _Strict(BaseModel):
    model_config = STRICT


class UnitSpec(_Strict):
    """How a document says which unit it is about, where a publication has one report a unit.

    ``pattern`` has a group ``unit``; the same name has to stand wherever it is found. ``dimension`` is the one that has
    units as codes: what a report tells of none is told of its own.
    """

    pattern: Annotated[str, AfterValidator(has_groups("unit"))]
    dimension: str


class Counted(_Strict):
    """The count of a measure with these codes, whatever the codes in other dimensions are."""

    measure: str
    codes: dict[str, str] = {}


class TableSpec(_Strict):
    """A table of numbers with decimals, in rows and columns that are both named.

    ``rows`` and ``columns`` name vocabularies; ``measure`` is what the means are of. ``said`` and ``told`` are as of
    charts.
    """

    sv: str
    en: str
    measure: str
    unit: str
    rows: str
    columns: str
    codes: dict[str, str] = {}
    said: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


class Missing(_Strict):
    """What a mark in place of a number means: its status (SDMX CL_OBS_STATUS), and the reason in words."""

    mark: str = Field(min_length=1)
    status: Literal["M", "N", "L", "O", "Q"]
    sv: str
    en: str


class Told(_Strict):
    """What one number of a fixed sentence tells: a count of ``measure``, or with ``share_base`` a share of it."""

    measure: str
    unit: str
    codes: dict[str, str] = {}
    share_base: tuple[str, ...] = ()


class SentenceSpec(_Strict):
    """A sentence that every report prints, only its numbers being others: each is a group of ``pattern``."""

    sv: str
    en: str
    pattern: Annotated[str, AfterValidator(has_groups())]
    numbers: dict[str, Told] = Field(min_length=1)

    @model_validator(mode="after")
    def _numbers_are_groups(self) -> SentenceSpec:
        has_groups(*self.numbers)(self.pattern)
        return self


class Mention(_Strict):
    """Words whose numbers are no statistics (ends of a scale, how many questions a list has), with the reason."""

    pattern: Annotated[str, AfterValidator(has_groups())]
    reason: str = Field(min_length=1)


class Grouping(_Strict):
    """Classes of ``dimension`` that are groups of classes of ``of``.

    The share of a group is the mean of its members' shares; its mean lies between theirs.
    """

    dimension: str
    of: str
    members: dict[str, tuple[str, ...]] = Field(min_length=1)

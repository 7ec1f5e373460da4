"""What a row of a rehearsal has to say of a printed number or of a mark, and where a new class is right."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tests.rehearsal.generator import plain
from tests.rehearsal.model import Rehearsal
from tests.typeset import NumberPrint
from tests.typeset.charts import shares
from tests.typeset.model import Block, Group, Number

NEW = "new:"
_GROUPS = {
    "form_boxes": ("exploitation_form",),
    "figure_2": ("exploitation_form",),
    "origins": ("origin",),
}
_LABELS = {
    "form_boxes": ("sex", "age"),
    "figure_2": ("sex", "age"),
    "origins": ("age",),
    "industries": ("industry",),
    "figure_5": ("referrer",),
    "figure_3": ("exploitation_form",),
    "figure_4": ("exploitation_form",),
}
"""Dimensions that the groups and the labels of a block tell."""

_RESIDUAL = "Okänd fördelning"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a number means; `open_labels` are labels that may be read as new, with the dimensions they tell.

    `is_strange` tells that it stands in a block that the publication never had: nothing but new classes is right.
    """

    value: Decimal
    unit: str
    measure: str
    time_period: str
    codes: Mapping[str, str]
    open_labels: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_strange: bool = False

    def matches(self, codes: Mapping[str, str]) -> bool:
        """Whether the codes of a row, without totals, say what the number means."""
        if self.is_strange:
            return any(
                code.startswith(NEW) and plain(code) in map(plain, self.codes.values()) for code in codes.values()
            )
        left, wanted = dict(codes), dict(self.codes)
        for label, dimensions in self.open_labels:
            if any(is_new(left.get(name, ""), label) for name in dimensions):
                for name in dimensions:
                    left.pop(name, None)
                    wanted.pop(name, None)
        return {name: plain(code) for name, code in left.items()} == {
            name: plain(code) for name, code in wanted.items()
        }

    def is_read_as_new(self, codes: Mapping[str, str]) -> bool:
        """Whether the row says so by a new class."""
        return any(code.startswith(NEW) for code in codes.values())


def is_new(code: str, label: str) -> bool:
    """Whether a code is that of a class with the label, which no edition had."""
    return code.startswith(NEW) and plain(code.removeprefix(NEW)) == plain(label)


def expected_of(printed: NumberPrint, rehearsal: Rehearsal) -> Expected:
    """Return what a printed number means."""
    return Expected(
        value=printed.value or Decimal(0),
        unit=printed.unit,
        measure=printed.measure,
        time_period=printed.time_period,
        codes=_known(printed.codes),
        open_labels=tuple(_open(printed.block, printed.group, printed.label, rehearsal.fresh)),
        is_strange=printed.block in rehearsal.strange,
    )


def marks_of(rehearsal: Rehearsal) -> Iterator[Expected]:
    """Yield what the bars, parts and slices of the charts say: heads, and shares where they are drawn as shares."""
    for block in rehearsal.data.blocks:
        for group in block.groups:
            for item in group.items:
                yield _mark(block, group, item, rehearsal, (item.value or Decimal(0), item.unit, item.measure))
            if block.share_base != "_Z":
                for item, share in shares(block, group):
                    yield _mark(block, group, item, rehearsal, (share, "percent", "share"))


def _mark(block: Block, group: Group, item: Number, rehearsal: Rehearsal, said: tuple[Decimal, str, str]) -> Expected:
    value, unit, measure = said
    return Expected(
        value=value,
        unit=unit,
        measure=measure,
        time_period=item.time_period,
        codes=_known(item.codes),
        open_labels=tuple(_open(block.id, group.label, item.label, rehearsal.fresh)),
        is_strange=block.id in rehearsal.strange,
    )


def _known(codes: Mapping[str, str]) -> dict[str, str]:
    return {name: code for name, code in codes.items() if code not in {"_T", "_Z"}}


def _open(block: str, group: str, label: str, fresh: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if group in fresh and block in _GROUPS:
        yield group, _GROUPS[block]
    if block in _LABELS and (label in fresh or label == _RESIDUAL or "¹" in label):
        yield label, _LABELS[block]

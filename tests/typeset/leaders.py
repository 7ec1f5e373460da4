"""Lines with a label on the left, a number on the right and a leader between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.typeset.fonts import width_pt
from tests.typeset.lines import break_lines, plain_words
from tests.typeset.scene import Piece, Run, Style, Text, runs_width, set_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

# A leader shorter than this many points is no leader: the label goes over two lines instead.
_SHORTEST_LEADER = 12.0
_LEADING = 1.45


@dataclass(frozen=True, slots=True)
class Leader:
    """What fills the line between label and number, repeated; `gap` in points on both its sides."""

    unit: str
    gap: float


def wrapped(text: str, style: Style, width: float) -> list[tuple[Run, ...]]:
    """Break a label into lines of runs, at its own line ends and where it is too wide."""
    broken = [line for part in text.split("\n") for line in break_lines(plain_words(part, style), width, None)]
    return [(Run(" ".join(run.text for word in line.words for run in word), style),) for line in broken]


def leader_line(label: str, style: Style, number: Sequence[Run], width: float, leader: Leader) -> Piece:
    """Set a label and its number at the two ends of a line; the number stands on the label's last line."""
    number_width = runs_width(number)
    room = width - number_width - _SHORTEST_LEADER
    rows = wrapped(label, style, room)
    leading = style.size * _LEADING
    texts: list[Text] = []
    for index, row in enumerate(rows):
        texts.extend(set_runs(row, 0.0, index * leading + style.size))
    baseline = (len(rows) - 1) * leading + style.size
    left = runs_width(rows[-1])
    texts.extend(_fill(left, width - number_width, baseline, style, leader))
    texts.extend(set_runs(number, width - number_width, baseline))
    return Piece(leading * len(rows), tuple(texts))


def _fill(left: float, right: float, baseline: float, style: Style, leader: Leader) -> list[Text]:
    if not leader.unit:
        return []
    unit_width = width_pt(leader.unit, style.font, style.size)
    room = right - left - 2 * leader.gap
    count = int(room / unit_width)
    if count < 1:
        return []
    run = Run((leader.unit * count).rstrip(), style)
    return [Text(right - leader.gap - run.width_pt, baseline, run)]

"""Tables with rules around their cells: cells are where no rule parts the squares that all rules make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.extract.grids.draft import Draft, Room, compact, placed
from pipeline.extract.grids.rules import Rule, Rules, levels
from pipeline.model.document import Word
from pipeline.model.geometry import BBox, hull

READER = "ruled"

# Rules nearer to each other are one, drawn double.
APART_PT = 3.0

# A rule along this part of a square's side parts it from the next.
PARTS = 0.6

Square = tuple[int, int]


def read_ruled(words: Sequence[Word], rules: Rules, region: BBox) -> Draft | None:
    """The cells of a table by its rules; a side without a rule is closed by the region's edge.

    ``None`` where the rules make fewer than two rows or columns.
    """
    box = hull([region, *(word.bbox for word in words)]) if words else region
    xs = _edges((rule.at for rule in rules.upright), box.x0, box.x1)
    ys = _edges((rule.at for rule in rules.level), box.top, box.bottom)
    if min(len(xs), len(ys)) < 3:  # noqa: PLR2004 -- two edges make one row or column
        return None
    groups = _joined_squares(xs, ys, rules)
    held = placed(words, ys, xs)
    rooms = []
    for squares in groups:
        inside = tuple(word for square in squares for word in held.get(square, ()))
        if inside:
            rows, columns = [row for row, _ in squares], [column for _, column in squares]
            high, wide = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
            if high * wide != len(squares):
                return None  # an L: the rules are none of a table
            rooms.append(Room(min(rows), min(columns), high, wide, inside))
    return compact(Draft(READER, READER, region, len(ys) - 1, len(xs) - 1, 0, tuple(rooms), closed=True))


def _edges(drawn: Iterable[float], low: float, high: float) -> list[float]:
    found = levels(drawn, APART_PT)
    if not found or found[0] - low > APART_PT:
        found.insert(0, low)
    if high - found[-1] > APART_PT:
        found.append(high)
    return found


def _joined_squares(xs: Sequence[float], ys: Sequence[float], rules: Rules) -> list[list[Square]]:
    squares = [(row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)]
    leader = {square: square for square in squares}

    def first(square: Square) -> Square:
        while leader[square] != square:
            square = leader[square]
        return square

    for row, column in squares:
        right, below = (row, column + 1), (row + 1, column)
        if right in leader and not _is_drawn(rules.upright, xs[column + 1], ys[row], ys[row + 1]):
            leader[first(right)] = first((row, column))
        if below in leader and not _is_drawn(rules.level, ys[row + 1], xs[column], xs[column + 1]):
            leader[first(below)] = first((row, column))
    groups: dict[Square, list[Square]] = {}
    for square in squares:
        groups.setdefault(first(square), []).append(square)
    return list(groups.values())


def _is_drawn(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    along = sum(rule.covers(start, end) for rule in rules if abs(rule.at - at) < APART_PT)
    return along >= PARTS * (end - start)

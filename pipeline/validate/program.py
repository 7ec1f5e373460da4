"""One integer program of a whole report: its cells are the unknowns, what is printed and stated are the conditions.

What the codes mean (totals add up, closed blocks leave out what is zero) holds always; a printed number or a statement
holds unless it is set aside as wrong.

Source: Fellegi and Holt, "A Systematic Approach to Automatic Edit and Imputation", Journal of the American Statistical
Association 71 (1976); de Waal, Pannekoek and Scholtus, Handbook of Statistical Data Editing and Imputation (2011),
chapter 3, for the mixed integer program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.model.observation import MEASURED, NEW, Fact, Observation
from pipeline.model.verdict import Severity
from pipeline.spec.schema import FamilySpec
from pipeline.validate.cells import is_counted, is_summed
from pipeline.validate.charts import drawn_by
from pipeline.validate.cube import Row, adding_up
from pipeline.validate.expressions import HUNDRED, Difference, Expression, Growth, Leaf, Share, Sum, Times
from pipeline.validate.relations import Relation, Sign
from pipeline.validate.shares import margin_of
from pipeline.validate.telling import Telling

Linear = dict[Fact, Fraction]
"""Coefficient of every cell."""


@dataclass(frozen=True, slots=True)
class Program:
    """Cells, which are whole numbers of at least 0, and the rows that they have to fulfil."""

    cells: tuple[Fact, ...]
    rows: tuple[Row, ...]

    @property
    def owners(self) -> tuple[str, ...]:
        """Observations and statements that may be set aside, in the order of their rows."""
        return tuple(dict.fromkeys(row.owner for row in self.rows if row.owner))


def program_of(
    observations: Sequence[Observation], relations: Sequence[Relation], telling: Telling, also: Iterable[Fact] = ()
) -> Program:
    """The program of a report; ``relations`` are those between cells, told or not; ``also`` are more cells of interest.

    Sums and repeats need no rows: they follow from the cube and from what is printed. Cells in classes that overlap are
    left out: nothing adds up there.
    """
    rows = (*_printed(observations), *_stated(relations))
    soft = tuple(row for row in rows if all(is_summed(cell, telling.spec) for cell, _ in row.terms))
    more = (cell for cell in also if is_summed(cell, telling.spec))
    named = tuple(dict.fromkeys((*(cell for row in soft for cell, _ in row.terms), *more)))
    hard = tuple(adding_up((cell for cell in named if _adds_up(cell, telling.spec)), telling.spec))
    cells = tuple(dict.fromkeys((*named, *(cell for row in hard for cell, _ in row.terms))))
    zero = Fraction(0)
    absent = tuple(Row(((cell, Fraction(1)),), zero, zero) for cell in cells if telling.is_left_out(cell))
    return Program(cells, (*hard, *absent, *soft))


def _adds_up(cell: Fact, spec: FamilySpec) -> bool:
    """Overlaps and persons moved are counted elsewhere, too, and never summed."""
    special = () if spec.prose is None else (spec.prose.overlap, spec.prose.moved)
    return cell.is_count and cell.measure not in {one.measure for one in special if one is not None}


def _printed(observations: Sequence[Observation]) -> Iterator[Row]:
    """Each printed count says what its cell is, as exactly as its hedge and its rounding allow."""
    marks = drawn_by(observations)
    for one in observations:
        if not is_counted(one.fact) or one.value is None or _is_drawn_of_unknown(one):
            continue
        margin = Fraction(margin_of(one))
        lower, upper = Fraction(one.value) - margin, Fraction(one.value) + margin
        if one.qualifier in {"at_least", "lower"}:
            yield Row(((one.fact, Fraction(1)),), lower, None, one.observation_id)
        elif one.qualifier in {"at_most", "upper"}:
            yield Row(((one.fact, Fraction(1)),), None, upper, one.observation_id)
        else:
            yield Row(((one.fact, Fraction(1)),), lower, upper, marks.get(one.observation_id, one.observation_id))


def _is_drawn_of_unknown(one: Observation) -> bool:
    """Whether a mark of a chart has a name that the family does not know: it may be part of one that it does."""
    return one.qualifier == MEASURED and any(code.startswith(NEW) for _, code in one.fact.codes)


def _stated(relations: Iterable[Relation]) -> Iterator[Row]:
    for relation in relations:
        follows = relation.kind in {"sum", "repeat"} or (relation.kind == "chart" and isinstance(relation.left, Sum))
        if not follows and relation.broken is Severity.CONTRADICTION:
            yield from _rows(relation)


def _rows(relation: Relation) -> Iterator[Row]:
    """A relation as linear rows; none where it is not linear in counts."""
    if relation.owner and isinstance(relation.right, Sum) and isinstance(relation.left, Share | Growth | Difference):
        yield from _value_rows(relation, relation.left, relation.right, at_most=relation.sign is not Sign.EQUAL)
    elif relation.owner and isinstance(relation.left, Sum) and isinstance(relation.right, Share | Growth | Difference):
        yield from _at_least_rows(relation, relation.left, relation.right)
    elif relation.sign is not Sign.EQUAL:
        left, right = linear(relation.left), linear(relation.right)
        if left is not None and right is not None:
            step = Fraction(1) if relation.sign is Sign.LESS else Fraction(0)
            yield Row(_terms(_plus(right, left, -1)), step, None, relation.owner)


def _value_rows(relation: Relation, expression: Expression, number: Sum, *, at_most: bool) -> Iterator[Row]:
    """``expression`` is what a printed share or change says, within its tolerance."""
    value, margin, zero = _printed_value(number), Fraction(relation.tolerance), Fraction(0)
    if value is None:
        return
    steps = _difference(expression)
    if steps is not None:
        yield Row(_terms(steps), None if at_most else value - margin, value + margin, relation.owner)
        return
    parts = _ratio(expression)
    if parts is None:
        return
    over, under = parts
    yield Row(_terms(_plus(over, under, -(value + margin))), None, zero, relation.owner)
    if not at_most:
        yield Row(_terms(_plus(over, under, -(value - margin))), zero, None, relation.owner)


def _difference(expression: Expression) -> Linear | None:
    if not isinstance(expression, Difference):
        return None
    now, then = linear(expression.now), linear(expression.then)
    return None if now is None or then is None else _plus(now, then, -1)


def _at_least_rows(relation: Relation, number: Sum, expression: Expression) -> Iterator[Row]:
    value, parts = _printed_value(number), _ratio(expression)
    if value is not None and parts is not None:
        over, under = parts
        terms = _terms(_plus(over, under, -(value - Fraction(relation.tolerance))))
        yield Row(terms, Fraction(0), None, relation.owner)


def _printed_value(number: Sum) -> Fraction | None:
    (leaf,) = number.terms
    return Fraction(leaf.value) if isinstance(leaf, Observation) and leaf.value is not None else None


def _ratio(expression: Expression) -> tuple[Linear, Linear] | None:
    """What an expression is the quotient of, the dividend times a hundred; ``None`` where it is none of counts."""
    match expression:
        case Share(part, whole):
            over, under = linear(part), linear(whole)
            return None if over is None or under is None else (_times(over, HUNDRED), under)
        case Growth(now, then):
            over, under = linear(now), linear(then)
            return None if over is None or under is None else (_times(_plus(over, under, -1), HUNDRED), under)
    return None


def linear(expression: Expression) -> Linear | None:
    """The coefficients of a sum of counts, or a multiple of one; ``None`` for anything else."""
    match expression:
        case Sum(terms):
            cells = [_cell(term) for term in terms]
            if any(cell is None for cell in cells):
                return None
            result: Linear = {}
            for cell in cells:
                if cell is not None:
                    result[cell] = result.get(cell, Fraction(0)) + 1
            return result
        case Times(factor, of):
            inner = linear(of)
            return None if inner is None else _times(inner, factor)
    return None


def _cell(leaf: Leaf) -> Fact | None:
    fact = leaf.fact if isinstance(leaf, Observation) else leaf
    drawn = isinstance(leaf, Observation) and leaf.qualifier == MEASURED
    return fact if is_counted(fact) and not drawn else None


def _times(one: Linear, factor: int) -> Linear:
    return {cell: factor * weight for cell, weight in one.items()}


def _plus(one: Linear, other: Linear, factor: Fraction | int) -> Linear:
    result = dict(one)
    for cell, weight in other.items():
        result[cell] = result.get(cell, Fraction(0)) + factor * weight
    return result


def _terms(one: Linear) -> tuple[tuple[Fact, Fraction], ...]:
    return tuple((cell, weight) for cell, weight in one.items() if weight)


def holds(program: Program, values: Mapping[Fact, int], set_aside: frozenset[str] = frozenset()) -> bool:
    """Whether whole numbers fulfil every row that is not set aside, in exact arithmetic."""
    return all(value >= 0 for value in values.values()) and all(
        row.owner in set_aside or _fulfils(row, values) for row in program.rows
    )


def _fulfils(row: Row, values: Mapping[Fact, int]) -> bool:
    total = sum((weight * values[cell] for cell, weight in row.terms), Fraction(0))
    return (row.lower is None or total >= row.lower) and (row.upper is None or total <= row.upper)

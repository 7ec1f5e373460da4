"""Arithmetic between printed numbers, or between the cells that they tell, that can be worked out and written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pipeline.model.observation import Fact, Observation

Leaf = Fact | Observation
"""A cell that is still to be told, or the printed number that tells it."""

Values = Mapping[str, Decimal | None]
"""The value of every observation by its id; ``None`` for a missing mark."""

HUNDRED = 100
SHOWN_DECIMALS = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms that are added up; no term is zero."""

    terms: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` in percent of ``whole``."""

    part: Sum
    whole: Sum


@dataclass(frozen=True, slots=True)
class Growth:
    """The change from ``then`` to ``now`` in percent of ``then``."""

    now: Sum
    then: Sum


@dataclass(frozen=True, slots=True)
class Difference:
    """``now`` less ``then``: of counts in their unit, of shares in percentage points."""

    now: Sum | Share
    then: Sum | Share


@dataclass(frozen=True, slots=True)
class Place:
    """The place of ``one`` when it and ``others`` are put in order, the largest first.

    Equal ones share a place and count as one: the lowest number that its place may be given.
    """

    one: Sum
    others: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of ``classes`` are more than zero."""

    classes: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """How many members a list in words has."""

    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A hundred percent."""


@dataclass(frozen=True, slots=True)
class Times:
    """``factor`` times a sum."""

    factor: int
    of: Sum


@dataclass(frozen=True, slots=True)
class Scored:
    """The mean of scores, each weighted with its part."""

    scores: tuple[Decimal, ...]
    parts: Sum


@dataclass(frozen=True, slots=True)
class Average:
    """The plain mean of the terms of a sum."""

    of: Sum


@dataclass(frozen=True, slots=True)
class Nearest:
    """The share nearest to ``share`` that a whole number of ``whole`` is."""

    share: Sum
    whole: Sum


Plain = Sum | Share | Growth | Difference | Place | Tally | Listed | Times | Whole
OfShares = Scored | Average | Nearest
Expression = Plain | OfShares


def sums_of(expression: Expression) -> Iterator[Sum]:
    """The sums that an expression is made of, in its order."""
    match expression:
        case Sum():
            yield expression
        case Share(part, whole):
            yield from (part, whole)
        case Growth(now, then):
            yield from (now, then)
        case Difference(now, then):
            yield from (*sums_of(now), *sums_of(then))
        case Place(one, others):
            yield from (one, *others)
        case Tally(classes):
            yield from classes
        case Times(_, of) | Average(of) | Scored(_, of):
            yield of
        case Nearest(share, whole):
            yield from (share, whole)
        case Listed() | Whole():
            return


def observations_in(expression: Expression) -> tuple[Observation, ...]:
    """The printed numbers that take part, in the order of the expression."""
    return tuple(leaf for one in sums_of(expression) for leaf in one.terms if isinstance(leaf, Observation))


def told(expression: Expression, tell: Callable[[Leaf], tuple[Observation, ...] | None]) -> Expression | None:
    """The same with printed numbers in place of cells; ``None`` where the report does not tell one of the cells."""
    match expression:
        case Sum(terms):
            found = [tell(term) for term in terms]
            whole = [part for part in found if part is not None]
            return Sum(tuple(leaf for part in whole for leaf in part)) if len(whole) == len(found) else None
        case Share(part, whole) | Nearest(part, whole) if (both := _both(part, whole, tell)) is not None:
            return type(expression)(*both)
        case Growth(now, then) if (both := _both(now, then, tell)) is not None:
            return Growth(*both)
        case Difference(now, then):
            later, earlier = told(now, tell), told(then, tell)
            if isinstance(later, Sum | Share) and isinstance(earlier, Sum | Share):
                return Difference(later, earlier)
            return None
        case Place(one, others):
            place, rest = told(one, tell), _those_told(others, tell)
            return Place(place, rest) if isinstance(place, Sum) and place.terms and rest else None
        case Tally(classes):
            seen = _those_told(classes, tell)
            return Tally(seen) if seen else None
        case Times(factor, of):
            inner = told(of, tell)
            return Times(factor, inner) if isinstance(inner, Sum) else None
        case Listed() | Whole() | Scored() | Average():  # the last two are of printed numbers from the beginning
            return expression
    return None


def _both(first: Sum, second: Sum, tell: Callable[[Leaf], tuple[Observation, ...] | None]) -> tuple[Sum, Sum] | None:
    one, other = told(first, tell), told(second, tell)
    return (one, other) if isinstance(one, Sum) and isinstance(other, Sum) else None


def _those_told(sums: tuple[Sum, ...], tell: Callable[[Leaf], tuple[Observation, ...] | None]) -> tuple[Sum, ...]:
    found = (told(one, tell) for one in sums)
    return tuple(one for one in found if isinstance(one, Sum) and one.terms)


def value_of(expression: Expression, values: Values) -> Fraction | None:
    """The exact value; terms without a value count as zero, and a share of nothing has none."""
    return _value_of_shares(expression, values) if isinstance(expression, OfShares) else _plain(expression, values)


def _value_of_shares(expression: OfShares, values: Values) -> Fraction | None:
    match expression:
        case Scored(scores, parts):
            weights = [Fraction(_value(term, values) or 0) for term in parts.terms]
            total = sum((Fraction(score) * part for score, part in zip(scores, weights, strict=True)), Fraction(0))
            weight = sum(weights, Fraction(0))
            return total / weight if weight else None
        case Average(of):
            return (value_of(of, values) or Fraction(0)) / len(of.terms) if of.terms else None
        case Nearest():
            count, every = nearest_count(expression, values)
            return HUNDRED * Fraction(count, every) if every else None


def _plain(expression: Plain, values: Values) -> Fraction | None:
    match expression:
        case Sum(terms):
            return Fraction(sum(_exact(_value(term, values)) for term in terms))
        case Share(part, whole):
            return _ratio(value_of(part, values), value_of(whole, values))
        case Growth(now, then):
            return _ratio(value_of(Difference(now, then), values), value_of(then, values))
        case Difference(now, then):
            later, earlier = value_of(now, values), value_of(then, values)
            return None if later is None or earlier is None else later - earlier
        case Place(one, others):
            mine = value_of(one, values) or 0
            return Fraction(1 + len({value for other in others if (value := value_of(other, values) or 0) > mine}))
        case Tally(classes):
            return Fraction(sum((value_of(one, values) or 0) > 0 for one in classes))
        case Times(factor, of):
            return factor * (value_of(of, values) or Fraction(0))
        case Listed(members):
            return Fraction(len(members))
        case Whole():
            return Fraction(HUNDRED)


def nearest_count(one: Nearest, values: Values) -> tuple[int, int]:
    """The whole number whose share comes nearest, and of how many."""
    share, every = value_of(one.share, values) or Fraction(0), int(value_of(one.whole, values) or 0)
    return round(share * every / HUNDRED), every


def _value(leaf: Leaf, values: Values) -> Decimal | None:
    if isinstance(leaf, Fact):
        raise TypeError(f"{leaf.fact_id} is a cell: it has to be told first")
    return values[leaf.observation_id]


def _exact(value: Decimal | None) -> Fraction | int:
    """A whole number as one, since fractions are slow; 0 for what has no value."""
    number, denominator = (value or Decimal(0)).as_integer_ratio()
    return number if denominator == 1 else Fraction(number, denominator)


def _ratio(part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    return HUNDRED * part / whole if part is not None and whole else None


def has_gap(expression: Expression, values: Values) -> bool:
    """Whether a term has no value: a missing mark."""
    return any(values[one.observation_id] is None for one in observations_in(expression))


def words_of(expression: Expression, values: Values) -> str:
    """Arithmetic that a person can follow, without words, so that it reads in any language; ``?`` is not known."""
    return _words_of_shares(expression, values) if isinstance(expression, OfShares) else _words(expression, values)


def _words_of_shares(expression: OfShares, values: Values) -> str:
    match expression:
        case Scored(scores, parts):
            weights = [_value(term, values) or 0 for term in parts.terms]
            products = " + ".join(f"{score} × {weight}" for score, weight in zip(scores, weights, strict=True))
            return f"({products}) / {_grouped(parts, values)} = {_shown(expression, values)}"
        case Average(of):
            return f"{_grouped(of, values)} / {len(of.terms)} = {_shown(expression, values)}"
        case Nearest():
            count, every = nearest_count(expression, values)
            return f"{count} / {every} = {_shown(expression, values)} %"


def _words(expression: Plain, values: Values) -> str:
    match expression:
        case Sum(terms):
            shown = ("?" if (value := _value(term, values)) is None else str(value) for term in terms)
            return " + ".join(shown) or "0"
        case Share(part, whole):
            return f"{_grouped(part, values)} / {_grouped(whole, values)} = {_shown(expression, values)} %"
        case Growth(now, then):
            before = _grouped(then, values)
            return f"({words_of(now, values)} − {before}) / {before} = {_shown(expression, values)} %"
        case Difference(now, then):
            return f"{_term(now, values)} − {_term(then, values)} = {_shown(expression, values)}"
        case Place(one, others):
            larger = [other for other in others if (value_of(other, values) or 0) > (value_of(one, values) or 0)]
            above = "".join(f"{words_of(other, values)} > " for other in larger)
            return f"{above}{words_of(one, values)}: {_shown(expression, values)}"
        case Tally(classes):
            counted = " + ".join("1" for one in classes if (value_of(one, values) or 0) > 0) or "0"
            return f"{counted} = {_shown(expression, values)}"
        case Times(factor, of):
            return f"{factor} × {_grouped(of, values)}"
        case Listed(members):
            return f"{' + '.join('1' for _ in members)} = {len(members)}"
        case Whole():
            return f"{HUNDRED} %"


def _grouped(one: Sum, values: Values) -> str:
    words = words_of(one, values)
    return f"({words})" if " " in words else words


def _term(one: Sum | Share, values: Values) -> str:
    return _grouped(one, values) if isinstance(one, Sum) else f"{_shown(one, values)} %"


def _shown(expression: Expression, values: Values) -> str:
    value = value_of(expression, values)
    return "?" if value is None else str(as_decimal(value))


def as_decimal(value: Fraction) -> Decimal:
    """A whole number as it is, another one to four decimals."""
    if value.denominator == 1:
        return Decimal(value.numerator)
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(SHOWN_DECIMALS)

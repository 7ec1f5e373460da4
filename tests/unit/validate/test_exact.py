from __future__ import annotations

from fractions import Fraction

from pipeline.validate.exact import LARGEST_DENOMINATOR, Upper, as_fractions, combined, contradict, restored

# x ≥ 1 twice told as a chain of shares whose product has a denominator that no rounded multiplier has:
# 317 x ≤ 211 y, 509 y ≤ 307 z, 601 z ≤ 401 w, w ≤ 1 and x ≥ 1.
CHAIN: tuple[Upper, ...] = (
    (((0, 317), (1, -211)), 0),
    (((1, 509), (2, -307)), 0),
    (((2, 601), (3, -401)), 0),
    (((3, 1),), 1),
    (((0, -1),), -1),
)
EXACT = [Fraction(1), Fraction(211, 509), Fraction(211 * 307, 509 * 601), Fraction(211 * 307 * 401, 509 * 601)]


def test_a_proof_that_rounding_has_spoilt_is_restored() -> None:
    multipliers = [*EXACT, Fraction(317)]
    assert contradict(CHAIN, multipliers)
    rounded = as_fractions([float(one / 317) for one in multipliers])
    spoilt = [rounded[0], rounded[1], rounded[2] + Fraction(-1, LARGEST_DENOMINATOR**2), *rounded[3:]]
    assert not contradict(CHAIN, spoilt)
    again = restored(CHAIN, spoilt)
    weights, _ = combined(CHAIN, again)
    assert set(weights.values()) == {0}
    assert contradict(CHAIN, again)
    assert all(abs(one - other) * LARGEST_DENOMINATOR < 1 for one, other in zip(again, spoilt, strict=True))


def test_nothing_is_restored_where_rows_agree() -> None:
    agreeing: tuple[Upper, ...] = ((((0, 1),), 5), (((0, -1),), -5))
    one = [Fraction(1), Fraction(1)]
    assert not contradict(agreeing, restored(agreeing, one))


def test_a_negative_multiplier_proves_nothing() -> None:
    rows: tuple[Upper, ...] = ((((0, 1),), 5),)
    assert not contradict(rows, [Fraction(-1)])
    assert not contradict(((((0, -1),), 5),), [Fraction(-1)])

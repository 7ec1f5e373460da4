"""The tables of a series of rehearsals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from tests.rehearsal.model import DriftKind
from tests.rehearsal.scoring import NumberRead, Score

_COLUMNS = ("right", "new", "unexplained", "wrong", "refused")


def lines_of(scores: Sequence[Score]) -> Iterator[str]:
    """Yield what became of the reports, the numbers, the rows, and the differences."""
    loaded = [one for one in scores if one.status == "loaded"]
    seconds = sum(one.seconds for one in scores) / len(scores)
    yield (
        f"{len(scores)} rehearsals: {len(loaded)} loaded, {len(scores) - len(loaded)} refused; "
        f"{sum(bool(one.contradictions) for one in loaded)} with a false contradiction; {seconds:.1f} s each"
    )
    yield ""
    yield from _number_lines(scores)
    yield ""
    yield from _wrong_lines(scores)
    yield ""
    yield from _drift_lines(scores)


def _number_lines(scores: Sequence[Score]) -> Iterator[str]:
    numbers = [(score, number) for score in scores for number in score.numbers]
    yield f"{'numbers printed':24}{'all':>8}{''.join(f'{name:>13}' for name in _COLUMNS)}{'other':>9}{'details':>10}"
    for block in sorted({number.block for _, number in numbers}):
        yield _number_line(block, [number for _, number in numbers if number.block == block])
    yield _number_line("all", [number for _, number in numbers])
    yield _number_line("all of loaded reports", [number for score, number in numbers if score.status == "loaded"])


def _number_line(name: str, numbers: Sequence[NumberRead]) -> str:
    became = Counter(number.became for number in numbers)
    shares = "".join(f"{_percent(became[column], len(numbers)):>13}" for column in _COLUMNS)
    other = len(numbers) - sum(became[column] for column in _COLUMNS)
    read = [number for number in numbers if number.became in {"right", "new"}]
    details = _percent(sum(number.is_detailed for number in read), len(read))
    return f"{name:24}{len(numbers):8}{shares}{_percent(other, len(numbers)):>9}{details:>10}"


def _wrong_lines(scores: Sequence[Score]) -> Iterator[str]:
    silent = [(score, row) for score in scores for row in score.silent]
    yield (
        f"wrong rows: {sum(len(score.wrong) for score in scores)}, of which silently: {len(silent)} "
        f"in {sum(bool(score.silent) for score in scores)} reports"
    )
    for score, row in silent:
        yield (
            f"  seed {score.seed}, page {row.page}, {row.block} ({row.kind}): {row.printed or 'mark'} at {row.label!r} "
            f"read as {row.fact} = {row.value} {row.unit}; printed is {row.expected}"
        )


def _drift_lines(scores: Sequence[Score]) -> Iterator[str]:
    yield f"{'differences':24}{'planted':>8}{'told':>8}{'share':>9}{'told of loaded':>16}"
    for kind in DriftKind:
        yield _drift_line(str(kind), scores, lambda one, kind=kind: one is kind)  # type: ignore[misc] # bound at once
    yield _drift_line("all", scores, lambda _: True)


def _drift_line(name: str, scores: Sequence[Score], is_wanted: Callable[[DriftKind], bool]) -> str:
    found = [
        (score, one) for score in scores for one in score.drifts if one.drift.is_readable and is_wanted(one.drift.kind)
    ]
    loaded = [one for score, one in found if score.status == "loaded"]
    told = sum(one.is_reported for _, one in found)
    of_loaded = _percent(sum(one.is_reported for one in loaded), len(loaded))
    return f"{name:24}{len(found):8}{told:8}{_percent(told, len(found)):>9}{of_loaded:>16}"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"

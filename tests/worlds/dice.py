"""Drawing by lot, from nothing but `random()`, whose values are the same in every version of Python."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

_Choice = TypeVar("_Choice")


class Dice:
    """A source of draws; the same seed gives the same draws."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - inventing figures, not keeping secrets

    def part(self, low: float, high: float) -> float:
        """Draw a number between two."""
        return low + (high - low) * self._random.random()

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return low + int((high - low + 1) * self._random.random())

    def chance(self, of: float) -> bool:
        """Draw yes with a probability."""
        return self._random.random() < of

    def one(self, choices: Sequence[_Choice]) -> _Choice:
        """Draw one of several."""
        return choices[int(len(choices) * self._random.random())]

    def shuffled(self, choices: Sequence[_Choice]) -> list[_Choice]:
        """Draw an order."""
        keys = [self._random.random() for _ in choices]
        return [choices[index] for index in sorted(range(len(choices)), key=keys.__getitem__)]

    def some(self, choices: Sequence[_Choice], count: int) -> list[_Choice]:
        """Draw several, none twice."""
        return self.shuffled(choices)[:count]

    def spread(
        self, count: int, weights: Mapping[str, float], least: Mapping[str, int] | None = None
    ) -> dict[str, int]:
        """Spread a count over classes by their weights, each class getting its least first."""
        counts = {name: (least or {}).get(name, 0) for name in weights}
        names, whole = list(weights), sum(weights.values())
        for _ in range(count - sum(counts.values())):
            at = whole * self._random.random()
            for name in names:
                at -= weights[name]
                if at < 0:
                    break
            counts[name] += 1
        return counts

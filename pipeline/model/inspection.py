"""What is in a PDF, whether or not a family knows the publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.document import Document
from pipeline.model.observation import UNEXPLAINED, Normalised, Observation
from pipeline.model.printed import Printed
from pipeline.model.report import Report
from pipeline.model.verdict import LedgerRow

Counts = tuple[tuple[str, int], ...]
"""Names with how often each comes, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """A document at every stage up to the ledger; ``report`` is ``None`` where ``unrecognised`` says why it is none."""

    document: Document
    printed: Printed
    report: Report | None
    unrecognised: str | None
    normalised: Normalised
    ledger: tuple[LedgerRow, ...]
    family_errors: tuple[str, ...] = ()

    @property
    def fonts(self) -> Counts:
        """Characters that are not white space, by font."""
        counts: Counter[str] = Counter()
        for page in self.document.pages:
            for word in page.words:
                counts[word.font] += len(word.text)
        return _sorted(counts)

    @property
    def passages(self) -> Counts:
        """Passages by kind."""
        return _by_name(passage.kind for passage in self.printed.passages)

    @property
    def statements(self) -> Counts:
        """Statements without a number, by kind."""
        return _by_name(one.kind for one in self.normalised.statements)

    @property
    def dispositions(self) -> Counts:
        """Numeric tokens by what became of them."""
        return _by_name(row.disposition for row in self.ledger)

    @property
    def coded_blocks(self) -> tuple[tuple[str, tuple[Observation, ...]], ...]:
        """The family's blocks, running text among them, by id, each with what was read in it."""
        blocks: dict[str, list[Observation]] = {}
        for one in self.normalised.observations:
            blocks.setdefault(one.block_id, []).append(one)
        return tuple((block_id, tuple(blocks[block_id])) for block_id in sorted(blocks))

    @property
    def unexplained(self) -> tuple[LedgerRow, ...]:
        """Numbers that nothing is known of, in the ledger's order."""
        return tuple(row for row in self.ledger if row.disposition == UNEXPLAINED)


def _by_name(names: Iterable[str]) -> Counts:
    return _sorted(Counter(str(name) for name in names))


def _sorted(counts: Counter[str]) -> Counts:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

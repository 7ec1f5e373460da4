"""Rehearsals of next year's report: drawn, typeset in a design of its own, read by the pipeline, and scored.

    python -m tests.rehearsal --seeds 0:300 --jobs 2

The designs were written without a look at how reports are read. An edition's year is one of which no figure was
published, so that nothing of it can be held against a real one; the edition before it, in the store that it is loaded
into, is the sample as if it were no facsimile: a facsimile is nobody's earlier edition.
"""

from tests.rehearsal.generator import rehearse
from tests.rehearsal.model import Drift, DriftKind, Rehearsal

__all__ = ["Drift", "DriftKind", "Rehearsal", "rehearse"]

"""Editions that never were: persons drawn by lot, and the report that tells them without a contradiction.

    data = world(7)
    for misprint in misprints(data):
        typeset(misprint.data, PRESETS["facsimile"])

The words are those of the typesetter's sample or variants of them that are true of the drawn persons; every number is
counted anew. The edition's year is one of which no figure was published.
"""

from tests.worlds.drawing import draw
from tests.worlds.misprints import Kind, Misprint, Place, Slip, misprints, slips_of
from tests.worlds.people import Past, Person, World
from tests.worlds.report import report_of, world

__all__ = [
    "Kind",
    "Misprint",
    "Past",
    "Person",
    "Place",
    "Slip",
    "World",
    "draw",
    "misprints",
    "report_of",
    "slips_of",
    "world",
]

"""A report of a drawn world: the words and the order of the sample, all numbers counted anew."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.typeset import ReportData, load_data
from tests.typeset.model import Section
from tests.worlds import prose_forms, prose_people, prose_work
from tests.worlds.blocks import blocks
from tests.worlds.drawing import draw
from tests.worlds.people import World
from tests.worlds.telling import Told

_SAMPLE = Path(__file__).parents[1] / "typeset" / "data" / "regionkoordinatorerna-2024.yml"
_NOTE = "Faksimil med påhittade siffror, satt inom detta projekt. Inte myndighetens egen rapport."
_TELLERS = (
    prose_forms.summary,
    prose_forms.analysis,
    prose_forms.labour,
    prose_forms.massage,
    prose_people.sex,
    prose_people.children,
    prose_work.crime,
    prose_work.hotels,
    prose_work.referrers,
    prose_people.origins,
    prose_people.origins_children,
    prose_people.related,
)


def world(seed: int) -> ReportData:
    """Return an edition whose numbers all agree; the same seed gives the same edition."""
    return report_of(draw(seed))


def report_of(drawn: World) -> ReportData:
    """Return the report that tells a world."""
    published = sample()
    told = {one.key: one for one in (tell(drawn) for tell in _TELLERS)}
    return replace(
        published,
        edition_year=drawn.year,
        title=tuple(line.replace(str(published.edition_year), str(drawn.year)) for line in published.title),
        facsimile_note=_NOTE,
        metadata_title=published.metadata_title.replace(str(published.edition_year), str(drawn.year)),
        blocks=blocks(drawn),
        sections=tuple(_section(section, told.get(section.id)) for section in published.sections),
    )


@cache
def sample() -> ReportData:
    """Return the published edition that drawn ones take their words from."""
    return load_data(_SAMPLE)


def _section(section: Section, told: Told | None) -> Section:
    if told is None:
        return section
    heading = section.heading if told.heading is None else told.heading
    return replace(section, heading=heading, paragraphs=told.paragraphs)

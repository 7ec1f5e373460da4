from __future__ import annotations

from pipeline.model.observation import Normalised
from pipeline.model.verdict import Severity
from pipeline.validate.findings import findings_of
from tests.fixtures.facts import family_spec, observation


def test_a_block_of_which_nothing_was_read_is_told_and_louder_where_it_is_always_text() -> None:
    read = (observation(74, "industries", exploitation_form="labour", industry="hotel_restaurant"),)
    found = findings_of(Normalised(read, (), (), (), ()), (), (), (), family_spec())
    assert [(one.severity, one.finding_id) for one in found] == [
        (Severity.DRIFT, "drift:missing:form_boxes"),
        (Severity.DRIFT, "drift:missing:figure_6"),
        (Severity.NOTE, "note:missing:figure_5"),
    ]

"""What OCR is sure of is told, what it is not sure of is no row, and neither makes a number confirmed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.document import OCR, Document, Word
from pipeline.model.observation import NEW, Normalised, Observation, TokenReading
from pipeline.model.printed import PassageKind
from pipeline.model.span import Span
from pipeline.model.verdict import LedgerRow, Severity
from pipeline.validate.doubts import as_far_as_read, doubtful_numbers, scanned_words, without_doubtful
from pipeline.validate.readers import reader_checks, readings_of
from pipeline.validate.validator import verdict_of
from tests.fixtures.facts import observation
from tests.fixtures.pages import document, page, word


def scanned_number(text: str, sure: float | None) -> tuple[Document, Observation, TokenReading]:
    """A page with one word of the confidence given, and the row and the token that are read from it."""
    printed: Word = replace(word(text, 100, 100), sure=sure, font=OCR if sure is not None else "Regular")
    place = Span(text, 1, (printed.bbox,))
    row = replace(observation(int(text)), number=place, note="")
    return document(page([printed])), row, TokenReading(place, PassageKind.LABEL, row.value, "observation", "")


def normalised(row: Observation, token: TokenReading) -> Normalised:
    return Normalised((row,), (), (), (), (token,))


def test_the_confidence_of_a_number_is_in_its_note() -> None:
    pages, row, token = scanned_number("69", 96.4)
    (told,) = without_doubtful(normalised(row, token), pages).observations
    assert told.note == "read by OCR, 96 % sure"
    assert told.value == row.value


@pytest.mark.parametrize("sure", [0.0, 59.9])
def test_a_doubtful_number_is_left_out_and_its_token_says_why(sure: float) -> None:
    pages, row, token = scanned_number("69", sure)
    found = without_doubtful(normalised(row, token), pages)
    assert found.observations == ()
    (left,) = found.tokens
    assert (left.disposition, left.value) == ("other", None)
    assert left.reason == f"OCR is not sure of it: {sure:.0f} %"


def test_text_of_the_file_is_not_touched() -> None:
    pages, row, token = scanned_number("69", None)
    before = normalised(row, token)
    assert without_doubtful(before, pages) is before


@pytest.mark.parametrize("sure", [60.0, 100.0])
def test_no_confidence_confirms_a_number(sure: float) -> None:
    pages, row, token = scanned_number("69", sure)
    found = without_doubtful(normalised(row, token), pages)
    (told,) = found.observations
    checks = reader_checks(found.observations, readings_of(found.observations, found.tokens, pages))
    assert [check.kind for check in checks] == ["readers"]
    assert verdict_of(told.observation_id, checks) == "unchecked"


def test_numbers_left_out_are_one_finding_with_their_places() -> None:
    places = [Span(text, 1, (word(text, x, 100).bbox,)) for text, x in (("8", 100), ("13", 200), ("5", 300))]
    rows = [LedgerRow(place, None, "other", "OCR is not sure of it: 12 %", ()) for place in places[:2]]
    rows.append(LedgerRow(places[2], None, "other", "the mark of a note", ()))
    (finding,) = doubtful_numbers(rows)
    assert finding.severity is Severity.INCOMPLETE
    assert finding.places == tuple(places[:2])
    assert finding.message_en.startswith("2 numbers")
    assert list(doubtful_numbers(rows[2:])) == []


@pytest.mark.parametrize(
    ("sure", "code", "verdict"),
    [(96.0, f"{NEW}Muxna", "unchecked"), (96.0, "adult", "confirmed"), (None, f"{NEW}Muxna", "confirmed")],
)
def test_a_sum_does_not_confirm_a_label_that_only_ocr_tells(sure: float | None, code: str, verdict: str) -> None:
    pages, row, _ = scanned_number("69", sure)
    named = replace(row, fact=replace(row.fact, codes=(("age", code),)))
    assert as_far_as_read("confirmed", named, scanned_words(pages)) == verdict
    assert as_far_as_read("contradicted", named, scanned_words(pages)) == "contradicted"

"""Every digit on a page is in the ledger, or the report is refused with the page; what was done to a file is a note."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.document import Remark, RemarkKind
from pipeline.model.verdict import Severity
from pipeline.normalise.normaliser import normalise_unknown
from pipeline.run import read_report
from pipeline.validate.findings import lost_digits, remarkable
from pipeline.validate.readers import lost_digits_of
from tests.fixtures import pdfs
from tests.fixtures.reports import report


def test_digits_of_a_token_that_is_missing_are_lost_on_its_page(tmp_path: Path) -> None:
    extraction = read_report(pdfs.write(tmp_path, "a.pdf", report()))
    tokens = normalise_unknown(extraction.printed).tokens
    assert lost_digits_of(tokens, extraction.document) == {}
    without = [one for one in tokens if one.span.text != "69"]
    assert len(without) == len(tokens) - 1
    assert lost_digits_of(without, extraction.document) == {1: "69"}


def test_lost_digits_refuse_the_report() -> None:
    (finding,) = lost_digits({3: "69"})
    assert finding.severity is Severity.REFUSAL
    assert finding.message_en == "page 3: digits that are printed there are accounted for nowhere: 69"


@pytest.mark.parametrize(
    ("remark", "words"),
    [
        (Remark(RemarkKind.UNSEEN, 2, "18"), "page 2: text that is in the file but cannot be seen on the page"),
        (Remark(RemarkKind.ANNOTATIONS, 2), "page 2: form fields or notes that viewers show"),
        (Remark(RemarkKind.MENDED, detail="xref not found"), "the file is damaged; it was mended in memory"),
    ],
)
def test_what_was_done_to_a_file_is_a_note(remark: Remark, words: str) -> None:
    (finding,) = remarkable([remark])
    assert finding.severity is Severity.NOTE
    assert finding.message_en.startswith(words)
    assert remark.detail in finding.message_sv

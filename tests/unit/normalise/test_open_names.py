"""Names of open lists, years in headings, and labels that were cut off."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SpecError, UnknownFamilyError
from pipeline.model.document import Document
from pipeline.normalise.identify import identify
from pipeline.normalise.labels import Lexicon, lexicon_of
from pipeline.spec.loading import FAMILIES, Family, load_family
from tests.fixtures.pages import document, line, page


@pytest.fixture(scope="module")
def family() -> Family:
    return load_family(FAMILIES / "forskoleenkaten")


@pytest.fixture(scope="module")
def lexicon(family: Family) -> Lexicon:
    return lexicon_of(family, 2031)


@pytest.mark.parametrize(
    ("text", "codes", "year"),
    [
        ("Eken  5 2021", {"area": "Eken 5"}, "2021"),
        ("2021", {}, "2021"),
        ("Eken 1999 2021", {"area": "Eken 1999"}, "2021"),
        ("Centrum 1", {"area": "Centrum 1"}, ""),
        ("Norra\n området", {"area": "Norra området"}, ""),
    ],
)
def test_a_heading_is_a_name_a_year_or_both(lexicon: Lexicon, text: str, codes: dict[str, str], year: str) -> None:
    assert lexicon.with_year("areas", text) == (codes, year)


def test_a_name_has_to_have_the_form_of_its_list(lexicon: Lexicon) -> None:
    assert lexicon.meaning("birth_years", "2016") == {"birth_year": "2016"}
    assert lexicon.meaning("birth_years", "Flicka") is None


def test_any_name_is_known_so_that_it_tells_nothing_of_the_block(lexicon: Lexicon) -> None:
    assert [lexicon.is_telling(one) for one in ("areas", "birth_years", "agree_questions")] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("Barnen har möjlighet att ha inflytande på verksamhetens…", ["child_influence"]),
        ("Barnen får möjlighet att utveckla förståelse för...", ["develop_mathematics", "develop_science"]),
        ("Barnen kan…", []),
        ("Barnen har möjlighet att ha inflytande på verksamhetens", []),
        ("Barnen äter god mat i förskolan…", []),
    ],
)
def test_a_label_that_was_cut_off_may_be_every_label_that_begins_like_it(
    lexicon: Lexicon, text: str, questions: list[str]
) -> None:
    assert [codes["question"] for codes in lexicon.completions("grade_questions", text)] == questions


def report(*lines: str) -> Document:
    first = page(line("Regiongemensam enkät i förskola 2031", 40, 40, 20))
    return document(first, page(*(line(text, 40, 40 + 20 * nth) for nth, text in enumerate(lines)), number=2))


def test_a_report_is_named_after_its_unit(family: Family) -> None:
    said = "Rapporten gäller Åkerö 39 förskola (3-5 år) och bygger på svar från 7 vårdnadshavare av 9"
    found, _ = identify(report(said, said), (family,), "1")
    assert (found.report_id, found.unit) == (
        "forskoleenkaten-2031-akero-39-forskola-3-5-ar",
        "Åkerö 39 förskola (3-5 år)",
    )


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param((), id="none"),
        pytest.param(
            ("Rapporten gäller Eken och bygger på svar", "Rapporten gäller Linden och bygger på svar"), id="two"
        ),
    ],
)
def test_a_report_that_names_no_unit_or_several_is_not_recognised(family: Family, lines: tuple[str, ...]) -> None:
    with pytest.raises(UnknownFamilyError, match="about one unit"):
        identify(report(*lines), (family,), "1")


def test_a_family_file_may_leave_out_blocks_and_has_to_name_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "forskoleenkaten"
    folder.mkdir()
    text = (FAMILIES / "forskoleenkaten" / "family.yml").read_text(encoding="utf-8")
    (folder / "family.yml").write_text(text.replace("rows: agree_questions", "rows: no_such_list", 1), encoding="utf-8")
    with pytest.raises(SpecError, match="unknown name no_such_list"):
        load_family(folder)

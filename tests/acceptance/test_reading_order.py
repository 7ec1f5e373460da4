"""Sentences of a report in many designs: each comes back whole, in order, and told from what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.extract.extractor import assemble, find_blocks
from pipeline.extract.lines import fragments_of
from pipeline.model.document import Document
from pipeline.model.printed import PROSE, Passage, PassageKind
from pipeline.read.reader import read_document
from tests.typeset import PRESETS, Layout, ReportData, load_data, random_layout, typeset
from tests.typeset.sheet import printed

DATA = load_data(Path(__file__).parents[1] / "typeset" / "data" / "regionkoordinatorerna-2024.yml")
DESIGNS = {**PRESETS, **{f"seed {seed}": random_layout(seed) for seed in range(12)}}
DROPPED = "-\u2010\u00ad"


@dataclass(frozen=True)
class Read:
    """A design, the document it made, and what was read from that."""

    layout: Layout
    document: Document
    passages: tuple[Passage, ...]

    def texts(self, *kinds: PassageKind) -> list[str]:
        return [_spaced(one.text) for one in self.passages if one.kind in kinds]


def passages_in(document: Document) -> tuple[Passage, ...]:
    return assemble(find_blocks(document), ()).passages


@pytest.fixture(scope="module", params=sorted(DESIGNS))
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Read:
    layout = DESIGNS[request.param]
    path = tmp_path_factory.mktemp("designs") / "report.pdf"
    path.write_bytes(typeset(DATA, layout).pdf)
    document = read_document(path)
    return Read(layout, document, passages_in(document))


def paragraphs(data: ReportData, layout: Layout) -> list[str]:
    """All paragraphs in the order of the sections, numbers as the layout prints them."""
    return [
        _spaced(one.text.format(**{name: printed(number, layout.thousands) for name, number in one.numbers.items()}))
        for section in data.sections
        for one in section.paragraphs
    ]


def rejoined(texts: list[str], whole: list[str]) -> list[str]:
    """Paragraphs that a column or page cut after a full stop, put together again.

    Where lines end raggedly nothing printed tells such a cut from the end of a paragraph.
    """
    result: list[str] = []
    for text in texts:
        joined = f"{result[-1]} {text}" if result else text
        if result and result[-1].endswith(".") and any(one.startswith(joined) for one in whole):
            result[-1] = joined
        else:
            result.append(text)
    return result


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_every_paragraph_is_one_passage_word_for_word(read: Read) -> None:
    whole = paragraphs(DATA, read.layout)
    texts = read.texts(*PROSE)
    found = Counter(texts if read.layout.type.justified else rejoined(texts, whole))
    assert [one for one in whole if found[one] != 1] == []


def test_running_text_comes_in_the_order_of_the_sections(read: Read) -> None:
    order = {text: index for index, text in enumerate(paragraphs(DATA, read.layout))}
    places = [order[text] for text in read.texts(PassageKind.PARAGRAPH) if text in order]
    assert places == sorted(places)


def test_headings_and_quotes_are_told_from_paragraphs(read: Read) -> None:
    headings = [_spaced(section.heading) for section in DATA.sections if section.heading]
    assert [one for one in headings if one not in read.texts(PassageKind.HEADING)] == []
    quotes = [one.text for section in DATA.sections if section.style == "quote" for one in section.paragraphs]
    assert [_spaced(one) for one in quotes] == read.texts(PassageKind.QUOTE)


def test_nothing_else_is_taken_for_running_text(read: Read) -> None:
    whole = paragraphs(DATA, read.layout)
    told = {*whole, *(_spaced(block.note) for block in DATA.blocks)}
    kinds = (PassageKind.PARAGRAPH, PassageKind.PANEL, PassageKind.NOTE, PassageKind.QUOTE)
    assert [one for one in rejoined(read.texts(*kinds), whole) if one not in told] == []
    titles = {" ".join(DATA.title), *(_spaced(section.heading) for section in DATA.sections)}
    assert [one for one in read.texts(PassageKind.HEADING) if one not in titles] == []


def test_every_character_is_in_one_passage_but_for_hyphens_at_the_end_of_lines(read: Read) -> None:
    assert_complete(read.document, read.passages)


def assert_complete(document: Document, passages: tuple[Passage, ...]) -> None:
    """Every character that is no white space, with its place."""
    printed_there = Counter(
        (page.number, box, char)
        for page in document.pages
        for fragment in fragments_of(page)
        for char, box in zip(fragment.text, fragment.boxes, strict=True)
        if box and not char.isspace()
    )
    in_passages = Counter(
        (place.page, place.bbox, char)
        for passage in passages
        if passage.kind is not PassageKind.LINK
        for char, place in zip(passage.text, passage.places, strict=True)
        if place and not char.isspace()
    )
    assert in_passages - printed_there == Counter()
    assert [char for _, _, char in printed_there - in_passages if char not in DROPPED] == []


@pytest.mark.parametrize("layout", "ab")
def test_a_published_layout_has_every_character_in_one_passage(corpus: Path, layout: str) -> None:
    document = read_document(corpus / f"rk-2024-{layout}.pdf")
    assert_complete(document, passages_in(document))


def test_two_published_layouts_say_the_same(corpus: Path) -> None:
    told = []
    for layout in "ab":
        passages = passages_in(read_document(corpus / f"rk-2024-{layout}.pdf"))
        # One of them has a blank after a slash where the other has the end of a line.
        told.append(sorted(_spaced(one.text).replace("/ ", "/") for one in passages if one.kind in PROSE))
    assert told[0] == told[1]
    assert len(told[0]) > len(DATA.sections)


@pytest.mark.parametrize("year", [2017, 2021, 2023])
def test_slides_of_another_publication_are_read_whole(corpus: Path, year: int) -> None:
    document = read_document(corpus / f"forskoleenkaten-{year}.pdf")
    passages = passages_in(document)
    assert_complete(document, passages)
    assert {PassageKind.HEADING, PassageKind.PARAGRAPH} <= {one.kind for one in passages}

"""What the project contains, it says in its own words: no sentence of a published report stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from tests.fixtures.editions import FOLDER, load_edition

ROOT = Path(__file__).parents[2]
TOLD_IN = ("pipeline", "tests", "docs", "expectations")
SUFFIXES = {".py", ".yml", ".md", ".csv", ".json"}
MOST_WORDS = 8
"""In a row: names, labels and figures side by side may be as many; nine are a sentence."""

AT_LINE_END = re.compile(r"(?:\ufffe|[-\u00ad])\s*\n\s*|\ufffe")

Run = tuple[str, ...]


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs_of(text: str) -> set[Run]:
    words = words_of(text)
    return {tuple(words[at : at + MOST_WORDS + 1]) for at in range(len(words) - MOST_WORDS)}


def published(pdf: Path) -> set[Run]:
    """The words in a row of all pages, with a hyphen at the end of a line taken for part of the word, and for none."""
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return {run for between in ("", " ") for run in runs_of(AT_LINE_END.sub(between, text))}


def told() -> Iterator[tuple[str, str]]:
    """Every text of the project by name; those with placeholders also with their numbers filled in."""
    for folder in TOLD_IN:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in SUFFIXES:
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    for path in sorted(FOLDER.glob("*.yml")):
        for section in load_edition(path).sections:
            yield path.name, section.heading
            yield from ((path.name, one.text) for one in section.paragraphs)


def test_runs_are_words_in_a_row_whatever_stands_between() -> None:
    assert runs_of("Ett, två tre fyra-fem sex\nsju åtta nio") == {
        tuple(words_of("ett två tre fyra fem sex sju åtta nio"))
    }
    assert runs_of("ett två tre fyra fem sex sju åtta") == set()


def test_no_nine_words_in_a_row_are_those_of_the_published_report(corpus: Path) -> None:
    theirs = published(corpus / "rk-2024-a.pdf") | published(corpus / "rk-2024-b.pdf")
    assert len(theirs) > 1000
    copied = {(name, " ".join(run)) for name, text in told() for run in runs_of(text) & theirs}
    assert copied == set()

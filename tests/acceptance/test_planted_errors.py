"""One report with errors of many kinds at once: the audit tells of each, and its clean twin raises none.

Errors are planted in the sample's sentences, as they are printed; its boxes, tables and drawings stay as they were.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model.verdict import Severity
from tests.fixtures.analysis import Analysis, analyse
from tests.typeset import PRESETS, ReportData, load_data, typeset
from tests.typeset.model import Paragraph

DATA = load_data(Path(__file__).parents[1] / "typeset" / "data" / "regionkoordinatorerna-2024.yml")
PLACEHOLDER = re.compile(r"\{(\w+)\}")

# By kind: the words printed, the words printed instead, and the arithmetic that has to be told.
PLANTED = {
    "transposed between text and drawing": (
        "flest hittades, {hotels} personer",
        "flest hittades, 47 personer",
        "74 ≠ 47",
    ),
    "a sum": ("{adults} av dem var vuxna", "380 av dem var vuxna", "22 + 380 + 38 = 440 ≠ 430"),
    "a share": ("män ({men_share} procent)", "män (56 procent)", "151 / 233 = 64.8069 % ≠ 56 ± 0.5"),
    "a swapped split": (
        "{girls} av barnen var flickor och {boys} var",
        "Sju av barnen var flickor och {girls} var",
        "7 ≠ 15",
    ),
    "the sign of a trend": ("Antalet barn fortsätter nedåt", "Antalet barn fortsätter att öka", "53 > 22"),
    "an earlier year": ("registrerades, mot {children_2023} året innan", "registrerades, mot 53 året innan", "53 ≠ 35"),
    "years swapped": (
        "{labour_2022} personer år 2022, {labour_2023} året efter",
        "{labour_2023} personer år 2022, {labour_2022} året efter",
        "189 > 130",
    ),
    "a first place": (
        "är arbetskraft den största exploateringsformen",
        "är sexuella ändamål den största exploateringsformen",
        "233 > 166",
    ),
    "who is more": (
        "Fler kvinnor och flickor än män och pojkar",
        "Fler män och pojkar än kvinnor och flickor",
        "270 > 159",
    ),
    "members of a list": ("I år tillkommer {new} branscher", "I år tillkommer fyra branscher", "1 + 1 + 1 = 3 ≠ 4"),
}


def planted() -> ReportData:
    """The sample with all errors in it."""
    sections = DATA.sections
    for printed, instead, _ in PLANTED.values():
        sections = tuple(
            replace(one, paragraphs=tuple(_with(words, printed, instead) for words in one.paragraphs))
            for one in sections
        )
    return replace(DATA, sections=sections)


def _with(paragraph: Paragraph, printed: str, instead: str) -> Paragraph:
    text = paragraph.text.replace(printed, instead)
    used = set(PLACEHOLDER.findall(text))
    return replace(paragraph, text=text, numbers={key: one for key, one in paragraph.numbers.items() if key in used})


def contradictions(analysis: Analysis) -> set[str]:
    return {one.arithmetic for one in analysis.findings(Severity.CONTRADICTION)}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The arithmetic of all contradictions of the report with errors."""
    analysis = analyse(typeset(planted(), PRESETS["facsimile"]).pdf, tmp_path_factory.mktemp("planted"))
    assert analysis.reasons == ()
    return contradictions(analysis)


@pytest.mark.parametrize("kind", PLANTED)
def test_each_error_is_planted_once(kind: str) -> None:
    printed, _, _ = PLANTED[kind]
    assert sum(printed in words.text for one in DATA.sections for words in one.paragraphs) == 1


@pytest.mark.parametrize("kind", PLANTED)
def test_each_planted_error_is_a_contradiction_with_its_arithmetic(kind: str, told: set[str]) -> None:
    assert PLANTED[kind][2] in told


def test_the_clean_twin_has_none(tmp_path: Path) -> None:
    assert contradictions(analyse(typeset(DATA, PRESETS["facsimile"]).pdf, tmp_path)) == set()

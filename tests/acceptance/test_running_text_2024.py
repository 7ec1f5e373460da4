"""The 2024 report's running text in two layouts against claims and tokens keyed by hand (see keyed/README.md)."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from tests.conftest import Published

KEYED = Path(__file__).parent / "keyed"
REPORT_ID = "regionkoordinatorerna-2024"
COMPARED = (
    "printed", "measure", "base_measure", "about", "unit", "time_period", "period_kind", "exploitation_form", "offence",
    "sex", "age", "industry", "origin", "referrer", "channel", "location", "share_base", "compared_to", "qualifier",
)  # fmt: skip
NUMBERS = ("value", "tolerance")

# Number words, ordinals and articles of the report, spelled out here so that the count owes nothing to the pipeline.
WORDS = [
    "en",
    "ett",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
    "första",
    "andra",
    "tredje",
    "fjärde",
    "femte",
    "sjätte",
    "ingen",
    "inget",
    "inga",
    "halvering",
    "båda",
]

Row = dict[str, str]


@dataclass(frozen=True)
class Loaded:
    """One layout: its PDF, and what a run wrote of it."""

    layout: str
    pdf: Path
    folder: Path

    def rows(self, table: str) -> list[Row]:
        return rows_of(self.folder / f"{table}.csv")

    def told(self) -> list[Row]:
        return [row for row in self.rows("observations") if row["source_kind"] == "prose"]


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module", params=["a", "b"])
def loaded(request: pytest.FixtureRequest, corpus: Path, published: Published) -> Loaded:
    return Loaded(request.param, corpus / f"rk-2024-{request.param}.pdf", published(request.param) / REPORT_ID)


def keyed_claims() -> list[Row]:
    return rows_of(KEYED / "rk-2024-claims.csv")


def identity(row: Row, page: str) -> tuple[object, ...]:
    return (page, *(row[column] for column in COMPARED), *(Decimal(row[column]) for column in NUMBERS))


def test_every_claim_keyed_by_hand_is_a_row_with_all_its_codes_and_there_is_no_other_row(loaded: Loaded) -> None:
    keyed = Counter(identity(row, row[f"page_{loaded.layout}"]) for row in keyed_claims())
    told = Counter(identity(row, row["page"]) for row in loaded.told())
    assert told == keyed
    assert keyed.total() == 85


def test_every_number_stands_where_it_was_keyed(loaded: Loaded) -> None:
    """Left and right edges to 1.2 pt, as glued brackets were cut off by hand; the middle in its height."""
    told = loaded.told()
    for row in keyed_claims():
        x0, top, x1, bottom = (float(row[f"{loaded.layout}_{edge}"]) for edge in ("x0", "top", "x1", "bottom"))
        here = [
            one
            for one in told
            if one["page"] == row[f"page_{loaded.layout}"]
            and abs(float(one["x0"]) - x0) <= 1.2
            and abs(float(one["x1"]) - x1) <= 1.2
            and top < (float(one["top"]) + float(one["bottom"])) / 2 < bottom
        ]
        assert [one["printed"] for one in here] in ([row["printed"]], [row["printed"]] * 2)


def test_two_engines_read_the_same_number_and_the_same_clause_everywhere(loaded: Loaded) -> None:
    assert {(row["readers_text"], row["readers_pairing"]) for row in loaded.told()} == {("2/2", "2/2")}


def test_a_clause_has_the_number_that_it_tells_and_a_range_once(loaded: Loaded) -> None:
    (row,) = (row for row in loaded.told() if row["printed"] == "300-500" and row["qualifier"] == "lower")
    assert row["clause"].count("300-500") == 1
    assert all(row["printed"] in row["clause"] for row in loaded.told())


def test_no_number_is_left_unexplained_and_no_token_is_left_out(loaded: Loaded) -> None:
    """Digit runs and number words are counted on the text that pdfium gives, page by page."""
    ledger = [row for row in loaded.rows("ledger") if row["reason"] != "address of a link"]
    assert [row for row in ledger if row["disposition"] == "unexplained"] == []
    document = pdfium.PdfDocument(loaded.pdf)
    for number in range(1, len(document) + 1):
        text = document[number - 1].get_textpage().get_text_range()
        printed = [row["printed"] for row in ledger if row["page"] == str(number)]
        assert words_of(" ".join(printed)) == words_of(text), f"page {number}"
        assert sorted(filter(str.isdigit, "".join(printed))) == sorted(filter(str.isdigit, text)), f"page {number}"


def words_of(text: str) -> Counter[str]:
    found = re.findall(rf"(?<![\w-])(?:{'|'.join(WORDS)})(?![\w-])", text, re.IGNORECASE)
    return Counter(word.casefold() for word in found)


def test_the_other_tokens_are_what_was_keyed(loaded: Loaded) -> None:
    """By page, token and disposition; the keyed list has the digits of a link alone, the ledger the whole address."""
    keyed = Counter(
        (row[f"page_{loaded.layout}"], row["printed"], row["disposition"])
        for row in rows_of(KEYED / "rk-2024-prose-tokens.csv")
        if row["printed"] != "%40"
    )
    inside_figures = {"axis_tick", "page_number", "observation", "unread_figure"}
    ledger = Counter(
        (row["page"], row["printed"], row["disposition"])
        for row in loaded.rows("ledger")
        if row["disposition"] not in inside_figures and row["reason"] != "address of a link"
    )
    assert ledger - keyed == Counter()
    assert keyed - ledger == Counter()


STATED = ("kind", "measure", "codes", "about", "time_period", "compared_to", "value")
FEWEST_STATEMENTS = 30
"""Of 57 keyed; as measured, less two."""


def test_as_many_statements_are_right_in_every_field_as_when_they_were_last_measured(loaded: Loaded) -> None:
    """At the keyed words, whose clause need not be the statement's own; codes in any order."""
    left = loaded.rows("claims")
    right = 0
    for keyed in rows_of(KEYED / "rk-2024-statements.csv"):
        hint = letters(keyed["clause_hint"])
        here = [row for row in left if row["page"] == keyed[f"page_{loaded.layout}"] and hint in letters(row["clause"])]
        same = [row for row in here if stated(row) == stated(keyed)]
        left = [row for row in left if row not in same[:1]]
        right += bool(same)
    assert right >= FEWEST_STATEMENTS


def letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def stated(row: Row) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(sorted(re.split("[ ;]", row[column]))) for column in STATED)

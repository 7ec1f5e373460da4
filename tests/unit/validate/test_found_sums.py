"""Sums that tables show: claimed where chance hardly makes them, and broken where one number is wrong."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.model.geometry import BBox
from pipeline.model.observation import Fact, Observation, SourceKind
from pipeline.model.printed import Entry
from pipeline.model.span import Span
from pipeline.model.verdict import Severity, Verdict
from pipeline.validate.found_sums import found_sums
from pipeline.validate.relations import confront

Table = Sequence[tuple[str, Sequence[str]]]


def cells(
    table: Table, block: str = "table_p1_1", columns: Sequence[str] = (), unit: str = "number"
) -> list[Observation]:
    """A table of rows; a label that begins with spaces is set in."""
    return [
        replace(observation(block, (at, place), label, columns[place] if columns else f"c{place}", number), unit=unit)
        for at, (label, numbers) in enumerate(table)
        for place, number in enumerate(numbers)
        if number
    ]


def observation(block: str, place: tuple[int, int], label: str, column: str, number: str) -> Observation:
    row, at = place
    x, y = 100.0 + 50 * at, 10.0 * row
    indent = 10.0 * (len(label) - len(label.lstrip()))
    name = Span(label.strip(), 1, (BBox(indent, y, indent + 50, y + 8),))
    printed = Span(number, 1, (BBox(x, y, x + 20, y + 8),))
    value = None if number == ".." else Decimal(number)
    decimals = "." in number
    return Observation(
        observation_id=f"r:{block}:{row},{at}:1",
        fact=Fact("number", "2024", (("block", block), ("row", label.strip()), ("column", column))),
        unit="number",
        value=value,
        qualifier="exact",
        tolerance=Decimal("0.05") if decimals else Decimal(0),
        obs_status="A",
        source_kind=SourceKind.TABLE,
        block_id=block,
        number=printed,
        label_printed=label.strip(),
        group_printed="",
        entry=Entry(printed, name, ()),
    )


def arithmetic(*tables: Sequence[Observation]) -> dict[str, Verdict]:
    observations = [one for table in tables for one in table]
    values = {one.observation_id: one.value for one in observations}
    checks = [confront(relation, values) for relation in found_sums(observations)]
    return {check.statement: check.verdict for check in checks}


PLAIN: Table = (
    ("North", ("120", "75", "195")),
    ("South", ("48", "131", "179")),
    ("East", ("210", "17", "227")),
    ("Total", ("378", "223", "601")),
)


def test_totals_of_rows_and_columns_are_found() -> None:
    assert arithmetic(cells(PLAIN, columns=("Men", "Women", "Total"))) == {
        "120 + 48 + 210 = 378": Verdict.HOLDS,
        "75 + 131 + 17 = 223": Verdict.HOLDS,
        "195 + 179 + 227 = 601": Verdict.HOLDS,
        "120 + 75 = 195": Verdict.HOLDS,
        "48 + 131 = 179": Verdict.HOLDS,
        "210 + 17 = 227": Verdict.HOLDS,
        "378 + 223 = 601": Verdict.HOLDS,
    }


def test_no_word_for_a_total_is_needed_where_many_places_agree() -> None:
    unnamed = [(label.replace("Total", "The county"), numbers) for label, numbers in PLAIN]
    assert "120 + 48 + 210 = 378" in arithmetic(cells(unnamed))


@pytest.mark.parametrize("row", range(4))
@pytest.mark.parametrize("column", range(3))
def test_one_wrong_number_breaks_the_sums_that_it_takes_part_in(row: int, column: int) -> None:
    wrong = [(label, list(numbers)) for label, numbers in PLAIN]
    wrong[row][1][column] = str(int(wrong[row][1][column]) + 90)
    observations = cells(wrong, columns=("Men", "Women", "Total"))
    values = {one.observation_id: one.value for one in observations}
    checks = [confront(relation, values) for relation in found_sums(observations)]
    broken = [check for check in checks if check.verdict is Verdict.BREAKS]
    changed = f"r:table_p1_1:{row},{column}:1"
    assert broken
    assert all(changed in check.observation_ids for check in broken)
    assert {check.severity for check in broken} == {Severity.CONTRADICTION}


def test_a_total_before_its_parts_and_a_total_of_totals() -> None:
    nested: Table = (
        ("All schools", ("400", "527")),
        ("Public", ("310", "419")),
        ("  Primary", ("200", "260")),
        ("  Secondary", ("110", "159")),
        ("Private", ("90", "108")),
        ("  Primary, private", ("51", "60")),
        ("  Secondary, private", ("39", "48")),
    )
    told = arithmetic(cells(nested))
    assert told == dict.fromkeys(
        (
            "200 + 110 = 310",
            "260 + 159 = 419",
            "51 + 39 = 90",
            "60 + 48 = 108",
            "310 + 90 = 400",
            "419 + 108 = 527",
        ),
        Verdict.HOLDS,
    )


def test_parts_that_do_not_cover_their_line_are_no_terms_of_the_total() -> None:
    of_which: Table = (
        ("Books", ("500", "610")),
        ("of which for children", ("140", "155")),
        ("Films", ("230", "190")),
        ("Total", ("730", "800")),
    )
    assert set(arithmetic(cells(of_which))) == {"500 + 230 = 730", "610 + 190 = 800"}


def test_a_missing_number_leaves_its_place_out() -> None:
    night: Table = (("Night", ("..", "41")), *((label, numbers[:2]) for label, numbers in PLAIN[:3]))
    told = arithmetic(cells([*night, ("Total", ("378", "264"))]))
    assert told == {"41 + 75 + 131 + 17 = 264": Verdict.HOLDS}


def test_shares_that_are_rounded_add_up_within_their_rounding() -> None:
    shares: Table = (
        ("A", ("33.3", "21.2")),
        ("B", ("33.3", "50.5")),
        ("C", ("33.3", "28.4")),
        ("Total", ("100.0", "100.0")),
    )
    assert arithmetic(cells(shares, unit="percent")) == {
        "33.3 + 33.3 + 33.3 = 99.9 = 100.0 ± 0.20": Verdict.HOLDS,
        "21.2 + 50.5 + 28.4 = 100.1 = 100.0 ± 0.20": Verdict.HOLDS,
    }


def test_a_column_of_means_beside_sums_is_no_contradiction() -> None:
    table = [(label, (*numbers, mean)) for (label, numbers), mean in zip(PLAIN, ("34", "41", "38", "37"), strict=True)]
    assert set(arithmetic(cells(table)).values()) == {Verdict.HOLDS}


def test_one_place_alone_says_nothing_without_a_word_for_a_total() -> None:
    assert arithmetic(cells([("Apples", ["12"]), ("Pears", ["30"]), ("Plums", ["42"])])) == {}
    named = arithmetic(cells([("Apples", ["12"]), ("Pears", ["30"]), ("Total", ["42"])]))
    assert named == {"12 + 30 = 42": Verdict.HOLDS}


def test_a_total_that_never_holds_is_not_taken_for_one() -> None:
    assert arithmetic(cells([("Apples", ["12"]), ("Pears", ["30"]), ("Total", ["99"])])) == {}


def test_small_numbers_that_add_up_by_chance_are_not_claimed() -> None:
    table = [("a", ("1", "2")), ("b", ("2", "1")), ("c", ("3", "3")), ("d", ("1", "4")), ("e", ("4", "0"))]
    assert arithmetic(cells(table)) == {}


def test_of_tables_of_random_numbers_hardly_any_is_said_to_have_a_sum() -> None:
    draw = random.Random(6)  # noqa: S311 -- the same tables every time, no secret
    claimed = 0
    for _ in range(300):
        rows, columns, largest = draw.randint(4, 14), draw.randint(2, 6), draw.choice((9, 40, 300))
        table = [(f"row {at}", [str(draw.randint(0, largest)) for _ in range(columns)]) for at in range(rows)]
        claimed += bool(arithmetic(cells(table)))
    assert claimed <= 1


def test_lists_of_one_form_say_what_the_total_of_another_has_to_be() -> None:
    lists = [
        cells([("Women", ["31"]), ("Men", ["23"]), ("Total", ["54"])], "list_p1_1"),
        cells([("Women", ["7"]), ("Men", ["9"]), ("Total", ["16"])], "list_p1_2"),
        cells([("Women", ["14"]), ("Men", ["28"]), ("Total", ["42"])], "list_p1_3"),
    ]
    surplus = cells([("Women", ["15"]), ("Men", ["20"]), ("Total", ["33"])], "list_p1_4")
    short = cells([("Women", ["15"]), ("Men", ["20"]), ("Total", ["40"])], "list_p1_4")
    assert arithmetic(*lists, surplus)["15 + 20 = 35 ≠ 33"] is Verdict.BREAKS
    assert arithmetic(*lists, short)["15 + 20 = 35 < 40"] is Verdict.UNDECIDED

"""A block as a wide table: its headings down, the classes of the other dimensions across."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from pipeline.load.export.model import Cell
from pipeline.load.export.wide import Wide, view_names, wide_blocks
from pipeline.load.tables import Row
from tests.fixtures.exported import bundle_of, load, observation

REPORT = "regionkoordinatorerna-2024"


def blocks(folder: Path, *rows: Row) -> dict[str, Wide]:
    load(folder, REPORT, rows)
    return {block.block_id: block for block in wide_blocks(bundle_of(folder))}


def grid(block: Wide) -> list[tuple[Cell, ...]]:
    """The last name of each row and its values."""
    return [(names[-1], *(one["value"] if one else None for one in cells)) for names, cells in block.cells()]


def test_headings_stand_down_and_classes_across_totals_first(tmp_path: Path) -> None:
    made = blocks(
        tmp_path,
        observation("2", 1, exploitation_form="sexual", sex="male", age="adult"),
        observation("5", 2, exploitation_form="labour"),
        observation("3", 3, exploitation_form="labour", sex="female", age="adult"),
        observation("1", 4, exploitation_form="labour", sex="female", age="_U"),
    )["form_boxes"]
    assert [name for name, _ in made.across] == ["all", "female_adult", "female_U", "male_adult"]
    assert grid(made) == [
        ("labour", Decimal(5), Decimal(3), Decimal(1), None),
        ("sexual", None, None, None, Decimal(2)),
    ]


def test_one_dimension_stands_down_with_its_values(tmp_path: Path) -> None:
    rows = [
        observation("7", n, block_id="industries", exploitation_form="labour", industry=code)
        for n, code in enumerate(["_U", "construction", "hotel_restaurant"])
    ]
    made = blocks(tmp_path, *rows)["industries"]
    assert grid(made) == [("hotel_restaurant", Decimal(7)), ("construction", Decimal(7)), ("_U", Decimal(7))]


def test_a_block_of_one_number_is_a_row_without_a_class(tmp_path: Path) -> None:
    made = blocks(tmp_path, observation("7", 1))["form_boxes"]
    assert (made.dimension, [name for name, _ in made.across], len(list(made.cells()))) == (None, ["value"], 1)


def test_the_best_observation_of_a_fact_is_in_its_cell(tmp_path: Path) -> None:
    made = blocks(
        tmp_path,
        observation("33.01", 1, fact_id="f", qualifier="measured"),
        observation("33", 2, fact_id="f"),
    )["form_boxes"]
    assert [cells[0]["value"] for _, cells in made.cells() if cells[0]] == [Decimal(33)]


def test_shares_and_counts_of_a_chart_are_rows_of_their_own(tmp_path: Path) -> None:
    made = blocks(
        tmp_path,
        observation("69", 1, exploitation_form="labour", block_id="figure_2"),
        observation("35", 2, exploitation_form="labour", block_id="figure_2", measure="share", unit="percent"),
    )["figure_2"]
    assert len(list(made.cells())) == 2


def test_running_text_is_no_block(tmp_path: Path) -> None:
    assert blocks(tmp_path, observation("7", 1, source_kind="prose", block_id="prose")) == {}


def test_two_classes_of_one_short_name_are_told_apart(tmp_path: Path) -> None:
    made = blocks(
        tmp_path,
        observation("1", 1, exploitation_form="labour", age="_U"),
        observation("2", 2, exploitation_form="sexual", age="new:U"),
        observation("3", 3, exploitation_form="sexual", age="U"),
    )["form_boxes"]
    assert [name for name, _ in made.across] == ["age=U", "new:U", "age=_U"]


def test_blocks_of_one_name_are_told_apart_by_their_publication(tmp_path: Path) -> None:
    load(tmp_path, REPORT, [observation("7", 1), observation("7", 2, block_id="figure_6")])
    load(tmp_path, "birds-2024", [observation("8", 1, family="birds")])
    names = view_names(wide_blocks(bundle_of(tmp_path)))
    assert names == ["wide_birds_form_boxes", "wide_regionkoordinatorerna_form_boxes", "wide_figure_6"]

"""The sums of a power table, and the numbers that little or nothing covers."""

from __future__ import annotations

import pytest

from pipeline.report.power_words import power_lines, power_sums


def row(name: str, counts: tuple[int, int, int], checked: str, by: str = "", unseen: str = "") -> dict[str, str]:
    """A number with its misprints, how many of them are noticed, and how many remarked on."""
    misprints, noticed, remarked = counts
    return {
        "observation_id": f"birds-2024:{name}",
        "page": "3",
        "printed": "69",
        "misprints": str(misprints),
        "noticed": str(noticed),
        "remarked": str(remarked),
        "power": f"{(noticed + remarked) / misprints:.3f}",
        "checked": checked,
        "noticed_by": by,
        "unseen": unseen,
    }


ROWS = [
    row("nests:heron:1", (8, 8, 0), "yes", "sum=6;web=2"),
    row("nests:stork:1", (8, 5, 1), "yes", "sum=3;repeat=2", "68 70"),
    row("prose:crane:1", (4, 0, 0), "no", "", "1 2 3 5"),
]


def test_misprints_are_summed_over_all_numbers_those_checked_and_each_block() -> None:
    assert power_sums(ROWS) == {
        "all": {"numbers": 3, "misprints": 20, "noticed": 13, "remarked": 1, "percent": 70.0},
        "checked": {"numbers": 2, "misprints": 16, "noticed": 13, "remarked": 1, "percent": 87.5},
        "nests": {"numbers": 2, "misprints": 16, "noticed": 13, "remarked": 1, "percent": 87.5},
        "prose": {"numbers": 1, "misprints": 4, "noticed": 0, "remarked": 0, "percent": 0.0},
    }


def test_the_table_is_followed_by_the_numbers_that_are_not_covered_least_first() -> None:
    found = list(power_lines("birds-2024", ROWS))
    assert found[0] == "birds-2024: 20 single misprints of 3 printed numbers tried"
    assert [line.split() for line in found[1:6]] == [
        ["numbers", "contradicted", "remarked", "on", "noticed"],
        ["all", "numbers", "3", "65.0", "%", "5.0", "%", "70.0", "%"],
        ["numbers", "that", "a", "check", "says", "the", "value", "of", "2", "81.2", "%", "6.2", "%", "87.5", "%"],
        ["nests", "2", "81.2", "%", "6.2", "%", "87.5", "%"],
        ["prose", "1", "0.0", "%", "0.0", "%", "0.0", "%"],
    ]
    assert found[6:] == [
        "noticed first by: sum 9, repeat 2, web 2",
        "",
        "No misprint of these numbers would be noticed (1):",
        "  page 3, 69: prose:crane:1 (0 %; unseen 1 2 3 5)",
        "",
        "Some misprints of these would not (1), the least noticed first:",
        "  page 3, 69: nests:stork:1 (75 %; unseen 68 70)",
    ]


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "No misprint of these numbers would be noticed (1):"),
        ("sv", "Inget tryckfel i dessa tal skulle märkas (1):"),
    ],
)
def test_the_words_can_be_had_in_swedish(language: str, heading: str) -> None:
    assert heading in list(power_lines("birds-2024", ROWS, language))


def test_a_report_without_numbers_has_sums_of_nothing() -> None:
    assert power_sums([])["all"] == {"numbers": 0, "misprints": 0, "noticed": 0, "remarked": 0, "percent": 0.0}
    assert next(iter(power_lines("birds-2024", []))) == "birds-2024: 0 single misprints of 0 printed numbers tried"

"""How two reports differ, as data and in words."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.load.editions import read_edition
from pipeline.load.tables import Row
from pipeline.model.edition import Difference
from pipeline.report.diff import compare_editions, difference_document, difference_lines
from pipeline.report.facts import fact_named
from tests.fixtures.facts import fact, family_spec
from tests.fixtures.loaded import publish, row

LABOUR = {"exploitation_form": "labour"}
SHARE = {"measure": "share", "base_measure": "persons_identified", "unit": "percent", "tolerance": "0.5"}


def difference(folder: Path, first: list[Row], second: list[Row], years: tuple[int, int] = (2024, 2025)) -> Difference:
    before, after = (
        read_edition(publish(folder / name, year, rows))
        for name, year, rows in zip(("a", "b"), years, (first, second), strict=True)
    )
    return compare_editions(before, after)


def revisions(found: Difference) -> list[tuple[str, Decimal | None]]:
    return [(one.after.fact.fact_id, one.difference) for one in found.revised]


def test_what_both_tell_of_a_year_is_the_same_or_revised(tmp_path: Path) -> None:
    first = [row("412", 2023), row("189", 2023, **LABOUR)]
    second = [row("412", 2023), row("191", 2023, **LABOUR)]
    found = difference(tmp_path, first, second)
    assert [one.fact.fact_id for one in found.same] == ["persons_identified;2023"]
    assert revisions(found) == [("persons_identified;2023;exploitation_form=labour", Decimal(2))]


def test_a_report_does_not_differ_from_itself(tmp_path: Path) -> None:
    rows = [row("412", 2023), row("189", 2023, **LABOUR), row("189", 2023, **LABOUR)]
    found = difference(tmp_path, rows, list(reversed(rows)), (2024, 2024))
    assert (len(found.same), found.revised, found.followed, found.only_first, found.only_second) == (2, (), (), (), ())
    assert (found.new_classes, found.gone_classes, found.new_labels, found.gone_labels) == ((), (), (), ())


@pytest.mark.parametrize(("value", "differs"), [("61", False), ("62", True)])
def test_rounded_values_differ_by_more_than_their_rounding(tmp_path: Path, value: str, differs: bool) -> None:  # noqa: FBT001
    found = difference(tmp_path, [row("60", 2023) | SHARE], [row(value, 2023) | SHARE])
    assert bool(found.revised) is differs


def test_a_missing_mark_is_revised_without_a_difference(tmp_path: Path) -> None:
    found = difference(tmp_path, [row("", 2023)], [row("4", 2023)])
    assert revisions(found) == [("persons_identified;2023", None)]


def test_the_ends_of_ranges_are_compared_with_each_other(tmp_path: Path) -> None:
    ends = [row("300", 2023) | {"qualifier": "lower"}, row("500", 2023) | {"qualifier": "upper"}]
    assert difference(tmp_path, ends, ends).revised == ()
    found = difference(tmp_path / "again", ends, [ends[0], ends[1] | {"value": "600"}])
    assert [(one.after.bound, one.difference) for one in found.revised] == [("upper", Decimal(100))]


def test_a_share_told_as_one_that_moved_is_the_same_fact(tmp_path: Path) -> None:
    moved = row("60", 2023) | SHARE | {"compared_to": "2022"}
    assert len(difference(tmp_path, [moved], [row("60", 2023) | SHARE]).same) == 1


def test_cells_of_each_ones_own_year_follow_each_other(tmp_path: Path) -> None:
    first = [row("430", 2024), row("3", 2024, sex="other")]
    second = [row("451", 2025), row("430", 2024), row("2", 2025, age="_U")]
    found = difference(tmp_path, first, second)
    assert [one.fact.fact_id for one in found.same] == ["persons_identified;2024"]
    assert [one.fact.fact_id for one in found.only_first] == ["persons_identified;2024;sex=other"]
    assert [one.fact.fact_id for one in found.only_second] == [
        "persons_identified;2025",
        "persons_identified;2025;age=_U",
    ]


def test_a_cell_that_only_the_later_report_tells_anew_is_followed(tmp_path: Path) -> None:
    change = {"measure": "change", "base_measure": "persons_identified"}
    first = [row("430", 2024), row("18", 2024) | change | {"compared_to": "2023"}]
    second = [row("451", 2025), row("21", 2025) | change | {"compared_to": "2024"}]
    found = difference(tmp_path, first, second)
    assert [(one.before.value, one.after.value, one.difference) for one in found.followed] == [
        (Decimal(430), Decimal(451), Decimal(21)),
        (Decimal(18), Decimal(21), Decimal(3)),
    ]
    assert (found.only_first, found.only_second) == ((), ())


def test_classes_and_labels_that_are_new_or_gone_are_listed(tmp_path: Path) -> None:
    first = [row("1", 2024, industry="cleaning") | {"label_printed": "Städ"}]
    second = [row("1", 2025, industry="new:Gruvor") | {"label_printed": "Gruvor"}]
    found = difference(tmp_path, first, second)
    assert (found.new_classes, found.gone_classes) == ((("industry", "new:Gruvor"),), (("industry", "cleaning"),))
    assert (found.new_labels, found.gone_labels) == ((("form_boxes", "Gruvor"),), (("form_boxes", "Städ"),))


def test_labels_differ_by_more_than_punctuation(tmp_path: Path) -> None:
    first, second = row("1", 2024) | {"label_printed": "Totalt:"}, row("1", 2025) | {"label_printed": "TOTALT"}
    assert difference(tmp_path, [first], [second]).new_labels == ()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "regionkoordinatorerna-2024 → regionkoordinatorerna-2025",
                "Both tell 2 facts: 1 with the same value, 1 with another one.",
                "Told by both, with another value (1)",
                "Persons identified, 2023: Labour 189 191 +2",
                "Told by regionkoordinatorerna-2025 only (1)",
                "Persons identified, 2022: Thailand 4",
                "Classes that are new (1)",
                "origin=TH (Thailand)",
            ],
        ),
        (
            "sv",
            [
                "Båda uppger 2 fakta: 1 med samma värde, 1 med ett annat.",
                "Uppges av båda, med ett annat värde (1)",
                "Identifierade personer, 2023: Arbetskraft 189 191 +2",
                "Uppges bara av regionkoordinatorerna-2025 (1)",
                "Nya klasser (1)",
            ],
        ),
    ],
)
def test_a_person_reads_it_in_either_language(tmp_path: Path, language: str, expected: list[str]) -> None:
    first = [row("412", 2023), row("189", 2023, **LABOUR)]
    second = [row("412", 2023), row("191", 2023, **LABOUR), row("4", 2022, origin="TH")]
    found = difference(tmp_path, first, second)
    lines = difference_lines(found, family_spec(), "sv" if language == "sv" else "en")
    told = [" ".join(line.split()) for line in lines]
    assert [line for line in expected if line not in told] == []


def test_no_difference_is_said_in_words(tmp_path: Path) -> None:
    found = difference(tmp_path, [row("1", 2023)], [row("1", 2023)])
    assert list(difference_lines(found, None, "en"))[1:] == [
        "Both tell 1 facts: 1 with the same value, 0 with another one. No fact that both tell has another value."
    ]


def test_programs_get_everything_as_json(tmp_path: Path) -> None:
    found = difference(tmp_path, [row("189", 2023, **LABOUR)], [row("191", 2023, **LABOUR), row("", 2022)])
    content = json.loads(json.dumps(difference_document(found)))
    assert content["first"]["report_id"] == "regionkoordinatorerna-2024"
    assert content["revised"] == [
        {
            "fact_id": "persons_identified;2023;exploitation_form=labour",
            "fact_id_second": "persons_identified;2023;exploitation_form=labour",
            "bound": "",
            "unit": "persons",
            "first": "189",
            "second": "191",
            "difference": "2",
        }
    ]
    assert content["only_second"] == [
        {"fact_id": "persons_identified;2022", "bound": "", "unit": "persons", "values": []}
    ]


@pytest.mark.parametrize(
    ("codes", "english", "swedish"),
    [
        ({}, "Persons identified, 2024", "Identifierade personer, 2024"),
        ({"age": "_U"}, "Persons identified, 2024: Age: unknown", "Identifierade personer, 2024: Ålder: okänt"),
        ({"origin": "UA"}, "Persons identified, 2024: Ukraine", "Identifierade personer, 2024: Ukraina"),
        ({"industry": "new:Glas"}, "Persons identified, 2024: Industry: new “Glas”", None),
    ],
)
def test_a_fact_has_the_names_of_its_family(codes: dict[str, str], english: str, swedish: str | None) -> None:
    assert fact_named(fact(**codes), family_spec(), "en") == english
    if swedish is not None:
        assert fact_named(fact(**codes), family_spec(), "sv") == swedish


def test_a_fact_of_an_unknown_family_has_its_codes() -> None:
    told = replace(fact(sex="female"), compared_to="2023", measure="change", base_measure="persons_identified")
    assert fact_named(told, None, "en") == "change (persons identified), 2024, from 2023: female"

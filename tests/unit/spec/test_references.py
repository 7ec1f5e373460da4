"""Figures published elsewhere: what a row says, and what is refused with its line and what was expected."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.errors import SpecError
from pipeline.model.reference import Comparability, Reference
from pipeline.spec.loading import FAMILIES, load_family
from pipeline.spec.references import COLUMNS, REFERENCES, load_references
from pipeline.spec.schema import FamilySpec
from tests.fixtures.facts import DIMENSIONS, family_spec

ROW = {
    "time_period": "2019",
    "measure": "persons_identified",
    "codes": "sex=male;age=adult",
    "value": "46",
    "qualifier": "exact",
    "unit": "persons",
    "population": "series",
    "basis": "printed",
    "edition": "2019",
    "published": "2020-04-16",
    "source": "https://example.org/2019",
}


def write(folder: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> Path:
    with (folder / REFERENCES).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[row.get(column, "") for column in columns] for row in rows])
    return folder


def loaded(folder: Path, *rows: dict[str, str]) -> tuple[Reference, ...]:
    return load_references(write(folder, *rows), family_spec())


def test_a_row_is_a_cell_with_a_code_in_every_dimension(tmp_path: Path) -> None:
    (one,) = loaded(tmp_path, ROW)
    assert tuple(name for name, _ in one.fact.codes) == DIMENSIONS
    assert one.fact.fact_id == "persons_identified;2019;sex=male;age=adult"
    assert (one.value, one.edition, one.comparability) == (Decimal(46), 2019, Comparability.SAME)
    assert not one.is_derived


def test_a_list_keeps_its_order_and_has_no_value(tmp_path: Path) -> None:
    row = ROW | {"codes": "age=adult", "about": "origin", "unit": "codes", "value": "RO NG BG"}
    (one,) = loaded(tmp_path, row)
    assert (one.value, one.classes, one.fact.about) == (None, ("RO", "NG", "BG"), "origin")


def test_classes_counted_together_equal_no_class_of_the_family(tmp_path: Path) -> None:
    (one,) = loaded(tmp_path, ROW | {"codes": "exploitation_form=begging|labour"})
    assert one.is_combined
    assert one.fact.code("exploitation_form") == "begging|labour"


def test_the_same_cell_may_come_from_another_population(tmp_path: Path) -> None:
    other = ROW | {"population": "us_report_coordinators", "edition": "", "value": "47"}
    assert [one.comparability for one in loaded(tmp_path, ROW, other)] == [Comparability.SAME, Comparability.DIFFERS]


def test_a_family_without_the_file_has_none(tmp_path: Path) -> None:
    assert load_references(tmp_path, family_spec()) == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"time_period": "19"}, "time_period: '19' is printed where a year or a span of years is expected"),
        ({"measure": "persons"}, "measure: 'persons' is printed where one of persons_identified, "),
        ({"base_measure": "persons"}, "base_measure: 'persons' is printed where one of "),
        ({"codes": "sex=men"}, "codes: 'sex=men' is printed where a code that the family describes (a reference: sex"),
        ({"codes": "gender=male"}, "unknown name gender"),
        ({"codes": "sex=male;sex=female"}, "codes: 'sex=male;sex=female' is printed where dimension=code"),
        ({"codes": "sex"}, "codes: 'sex' is printed where dimension=code"),
        ({"codes": "location=abroad"}, "where no location, which cannot apply to persons_identified, is expected"),
        ({"codes": "origin=SE|se"}, "'se' is no code of iso3166"),
        ({"about": "country"}, "about: 'country' is printed where one of exploitation_form, "),
        ({"share_base": "everyone"}, "share_base: 'everyone' is printed where dimensions joined by +"),
        ({"compared_to": "before"}, "compared_to: 'before'"),
        ({"value": "1 204"}, "value: '1 204' is printed where a number is expected"),
        ({"value": ""}, "value: '' is printed where a number is expected"),
        ({"unit": "codes"}, "value: '46' is printed where a list of codes of the dimension in about is expected"),
        ({"unit": "codes", "about": "origin", "value": "RO ro"}, "'ro' is no code of iso3166"),
        ({"qualifier": "about"}, "qualifier: 'about' is printed where one of exact, approximate, at_least, at_most is"),
        ({"population": "others"}, "population: 'others' is printed where one of series, "),
        ({"basis": "guessed"}, "basis: 'guessed' is printed where one of printed, derived is expected"),
        ({"edition": "first"}, "edition: 'first' is printed where a year or nothing is expected"),
        ({"published": "May"}, "published: 'May' is printed where a date, a year or nothing is expected"),
        ({"source": "a colleague"}, "source: 'a colleague' is printed where an address on the web is expected"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_line_what_is_printed_and_what_is_expected(
    tmp_path: Path, change: dict[str, str], message: str
) -> None:
    with pytest.raises(SpecError) as caught:
        loaded(tmp_path, ROW | {"time_period": "2018"}, ROW | change)
    assert caught.value.source == f"families/{tmp_path.name}/{REFERENCES}"
    assert caught.value.message.startswith("line 3, ")
    assert message in caught.value.message


def test_a_cell_told_twice_is_refused_with_both_lines(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"line 3: persons_identified;2019;.* is told already in line 2"):
        loaded(tmp_path, ROW, ROW | {"value": "47"})


@pytest.mark.parametrize("columns", [COLUMNS[:-1], (*COLUMNS, "colour"), (*COLUMNS[1:], COLUMNS[0]), ()])
def test_other_columns_are_refused(tmp_path: Path, columns: tuple[str, ...]) -> None:
    write(tmp_path, columns=columns)
    with pytest.raises(SpecError, match=r"line 1: has the columns .*Expected time_period,measure"):
        load_references(tmp_path, family_spec())


def test_a_row_with_too_few_cells_is_refused(tmp_path: Path) -> None:
    write(tmp_path)
    with (tmp_path / REFERENCES).open("a", encoding="utf-8") as stream:
        stream.write("2019,persons_identified\n")
    with pytest.raises(SpecError, match="line 2: has 2 cells where 16 are expected"):
        load_references(tmp_path, family_spec())


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / REFERENCES).write_bytes("å".encode("latin-1"))
    with pytest.raises(SpecError, match="cannot be read as CSV"):
        load_references(tmp_path, family_spec())


@pytest.mark.parametrize(
    ("section", "content", "message"),
    [
        ("populations", {"x": {"sv": "a", "en": "b", "comparison": "often"}}, "populations.x.comparison"),
        ("readings", {"x": {"sv": "a", "en": "b", "codes": {"age": "old"}}}, "readings.x: age: unknown name old"),
        ("readings", {"x": {"sv": "a", "en": "b", "known": ["gender"]}}, "readings.x.known: unknown name gender"),
        ("readings", {"x": {"sv": "a", "en": "b", "including": {"measure": "dogs"}}}, "readings.x: unknown name dogs"),
        ("readings", {"x": {"sv": "a", "en": "b", "colour": "red"}}, "readings.x.colour"),
    ],
)
def test_populations_and_readings_are_described_like_everything_else(
    section: str, content: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message.replace(".", r"\.")):
        FamilySpec.model_validate(family_spec().model_dump() | {section: content})


def test_the_references_of_the_package_tell_what_they_were_made_from() -> None:
    family = load_family(FAMILIES / "regionkoordinatorerna")
    by_id = {(one.fact.fact_id, one.population): one for one in family.references}
    total = by_id["persons_identified;2019", "series"]
    assert (total.value, total.edition) == (Decimal(298), 2019)
    assert by_id["persons_identified;2019", "us_report_coordinators"].value == Decimal(404)
    assert {one.comparability for one in family.references if one.edition is None} == {
        Comparability.DIFFERS,
        Comparability.NEVER,
    }


def test_parts_of_a_year_add_up_to_its_published_total() -> None:
    """As a check on the copying: sex by age, where both were published."""
    family = load_family(FAMILIES / "regionkoordinatorerna")
    for year in ("2017", "2018", "2019", "2021", "2022"):
        mine = [one for one in family.references if one.fact.time_period == year and one.edition == int(year)]
        counts = {
            one.fact.fact_id.removeprefix(f"persons_identified;{year}"): one.value
            for one in mine
            if one.fact.measure == "persons_identified" and one.value is not None
        }
        parts = {name: value for name, value in counts.items() if "sex=" in name}
        assert sum(parts.values()) == counts[""]

"""Loaded reports read back: by fact, and as figures that later editions are compared with."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.errors import LoadError
from pipeline.load.editions import before, digest_of_earlier, fact_of, own_population, read_edition
from pipeline.load.files import read_csv
from pipeline.load.store import REFUSED, Store
from pipeline.model.edition import ToldFact
from pipeline.model.reference import Comparability
from pipeline.spec.schema import FamilySpec
from tests.fixtures.facts import DIMENSIONS, fact, family_spec, known_family
from tests.fixtures.loaded import publish, report_of, row


def references(folder: Path, edition_year: int = 2025) -> list[tuple[str, Decimal | None, int | None]]:
    found = before(Store(folder), known_family(), report_of(edition_year)).references
    return [(one.fact.fact_id, one.value, one.edition) for one in found]


def only(folder: Path) -> ToldFact:
    (one,) = read_edition(folder).told
    return one


def test_earlier_editions_are_references_that_have_to_be_the_same(tmp_path: Path) -> None:
    publish(tmp_path, 2024, [row("430", 2024)])
    publish(tmp_path, 2023, [row("412", 2023), row("189", 2023, exploitation_form="labour")])
    assert references(tmp_path) == [
        ("persons_identified;2023", Decimal(412), 2023),
        ("persons_identified;2023;exploitation_form=labour", Decimal(189), 2023),
        ("persons_identified;2024", Decimal(430), 2024),
    ]
    one = before(Store(tmp_path), known_family(), report_of(2025)).references[0]
    assert (one.population, one.comparability) == ("series", Comparability.SAME)
    assert one.source == "regionkoordinatorerna-2023"


@pytest.mark.parametrize("edition_year", [2023, 2022])
def test_this_edition_and_later_ones_are_no_references(tmp_path: Path, edition_year: int) -> None:
    publish(tmp_path, 2023, [row("412", 2023)])
    assert references(tmp_path, edition_year) == []


def test_refused_reports_facsimiles_and_other_families_are_no_references(tmp_path: Path) -> None:
    publish(tmp_path, 2021, [row("1", 2021)], status=REFUSED)
    publish(tmp_path, 2022, [row("2", 2022)], name="regionkoordinatorerna-2022-facsimile")
    publish(tmp_path, 2023, [row("3", 2023)], name="birds-2023")
    assert references(tmp_path) == []


@pytest.mark.parametrize(
    "columns", [{"qualifier": "approximate"}, {"qualifier": "measured"}, {"value": ""}, {"resolution": "open"}]
)
def test_what_is_not_surely_told_is_no_reference(tmp_path: Path, columns: dict[str, str]) -> None:
    publish(tmp_path, 2023, [row("412", 2023) | columns])
    assert references(tmp_path) == []


def test_a_fact_told_twice_is_one_reference_unless_its_prints_differ(tmp_path: Path) -> None:
    same, differing = row("412", 2023), row("13", 2023, sex="female")
    publish(tmp_path, 2023, [same, same, differing, differing | {"value": "31"}])
    assert references(tmp_path) == [("persons_identified;2023", Decimal(412), 2023)]


def test_a_table_from_before_the_dimensions_changed_is_refused(tmp_path: Path) -> None:
    folder = publish(tmp_path, 2023, [row("412", 2023)])
    provenance = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    (folder / "provenance.json").write_text(json.dumps(provenance | {"dimensions": ["species"]}), encoding="utf-8")
    with pytest.raises(LoadError, match=r"^regionkoordinatorerna-2023: was loaded before the dimensions"):
        references(tmp_path)


def test_a_family_without_populations_has_one_without_a_name() -> None:
    spec = FamilySpec.model_validate(family_spec().model_dump() | {"populations": {}})
    assert own_population(spec) == ""


def test_the_digest_changes_with_every_figure_of_an_earlier_edition(tmp_path: Path) -> None:
    def digest() -> str:
        return digest_of_earlier(Store(tmp_path).reports(), "regionkoordinatorerna", 2025)

    digests = [digest()]
    for value in ("412", "413"):
        publish(tmp_path, 2023, [row(value, 2023)])
        digests.append(digest())
    publish(tmp_path, 2026, [row("413", 2023)])
    assert (digests[0], len(set(digests)), digest()) == ("", 3, digests[-1])


def test_the_look_of_the_edition_before_has_blocks_of_which_only_the_caption_was_read(tmp_path: Path) -> None:
    place = {"page": 4, "boxes": [[50.0, 120.0, 200.0, 130.0]]}
    alone = {"id": "note:missing:figure_5", "kind": "block_not_read", "places": [place]}
    nowhere = {"id": "drift:missing:figure_6", "kind": "block_not_read", "places": []}
    other = {"id": "drift:moved:figure_2", "kind": "moved_block", "places": [place]}
    folder = publish(tmp_path, 2023, [row("412", 2023)])
    (folder / "findings.json").write_text(json.dumps({"findings": [alone, nowhere, other]}), encoding="utf-8")
    look = before(Store(tmp_path), known_family(), report_of(2024)).look
    assert look is not None
    assert [(one.block_id, one.pages, one.first, one.is_read) for one in look.blocks] == [
        ("form_boxes", (1,), (1, 0.0, 0.0), True),
        ("figure_5", (4,), (4, 120.0, 50.0), False),
    ]


def test_findings_that_cannot_be_read_back_are_told(tmp_path: Path) -> None:
    folder = publish(tmp_path, 2023, [row("412", 2023)])
    (folder / "findings.json").write_text("{", encoding="utf-8")
    with pytest.raises(LoadError, match=r"^regionkoordinatorerna-2023/findings.json: cannot be understood"):
        references(tmp_path, 2024)


def test_the_digest_changes_with_the_findings_of_an_earlier_edition(tmp_path: Path) -> None:
    folder = publish(tmp_path, 2023, [row("412", 2023)])
    first = digest_of_earlier(Store(tmp_path).reports(), "regionkoordinatorerna", 2025)
    provenance = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    provenance["files"]["findings.json"] = "0" * 64
    (folder / "provenance.json").write_text(json.dumps(provenance), encoding="utf-8")
    assert digest_of_earlier(Store(tmp_path).reports(), "regionkoordinatorerna", 2025) != first


def test_a_report_is_read_back_by_fact_with_each_value_once_exact_ones_first(tmp_path: Path) -> None:
    rough = row("50", 2023) | {"qualifier": "approximate", "tolerance": "5"}
    told = only(publish(tmp_path, 2024, [rough, row("49", 2023), row("49", 2023)]))
    assert told.values == ((Decimal(49), Decimal(0)), (Decimal(50), Decimal(5)))
    assert told.value == Decimal(49)


def test_the_ends_of_a_range_are_told_beside_each_other(tmp_path: Path) -> None:
    ends = [row("300", 2024) | {"qualifier": "lower"}, row("500", 2024) | {"qualifier": "upper"}]
    assert [one.bound for one in read_edition(publish(tmp_path, 2024, ends)).told] == ["lower", "upper"]


def test_a_missing_mark_is_told_without_a_value(tmp_path: Path) -> None:
    assert only(publish(tmp_path, 2024, [row("", 2024)])).value is None


def test_labels_are_those_of_blocks(tmp_path: Path) -> None:
    label = {"group_printed": "Form", "label_printed": "Sort"}
    prose = row("2", 2023) | {"source_kind": "prose", "label_printed": "word"}
    edition = read_edition(publish(tmp_path, 2024, [row("1", 2024) | label, row("1", 2024) | label, prose]))
    assert edition.labels == (("form_boxes", "Form / Sort"),)


def test_a_row_is_the_fact_that_it_was_written_from(tmp_path: Path) -> None:
    folder = publish(tmp_path, 2024, [row("1", 2024, sex="female", age="_U")])
    (one,) = read_csv(folder / "observations.csv")
    assert fact_of(one, DIMENSIONS) == fact(sex="female", age="_U")


def test_a_folder_may_have_another_name_than_its_report(tmp_path: Path) -> None:
    folder = publish(tmp_path, 2024, [row("430", 2024)]).rename(tmp_path / "before")
    assert read_edition(folder).report_id == "regionkoordinatorerna-2024"


def test_a_folder_without_a_report_is_named(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="holds no report"):
        read_edition(tmp_path)


def test_a_report_of_which_nothing_was_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="no number was read in it"):
        read_edition(publish(tmp_path, 2024, []))

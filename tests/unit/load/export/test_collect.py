"""What is exported: every loaded report of every publication, typed, and nothing that was refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.errors import LoadError, UsageError
from pipeline.load.export.codes import is_country
from pipeline.load.export.collect import collect
from pipeline.load.export.model import Kind, Source, typed
from pipeline.load.store import REFUSED
from pipeline.load.tables import CHECK_COLUMNS
from tests.fixtures.exported import SPECS, bundle_of, load, observation

REPORT = "regionkoordinatorerna-2024"


def reports(folder: Path) -> list[str]:
    return [str(row["report_id"]) for row in bundle_of(folder)["reports"].records()]


def test_cells_have_the_types_of_their_columns(tmp_path: Path) -> None:
    load(tmp_path, REPORT, [observation("33.01", 1), observation("", 2, printed="-")])
    first, second = bundle_of(tmp_path)["observations"].records()
    assert (first["value"], first["page"], first["x0"], first["time_period"]) == (Decimal("33.01"), 1, 1.0, "2024")
    assert (second["value"], second["printed"], second["clause"]) == (None, "-", None)


def test_every_row_has_the_link_to_its_number_as_the_page_names_it(tmp_path: Path) -> None:
    load(tmp_path, REPORT, [observation("7", 1, fact_id="persons_identified;2024;industry=new%3AGlas")])
    (row,) = bundle_of(tmp_path)["observations"].records()
    assert row["audit_link"] == f"{REPORT}/audit.html#{row['observation_id']}"
    assert "industry=new%3AGlas" in str(row["observation_id"])


def test_a_refused_report_is_not_exported(tmp_path: Path) -> None:
    load(tmp_path, REPORT, [observation("7", 1)])
    load(tmp_path, "regionkoordinatorerna-2023", [observation("8", 1)], status=REFUSED)
    assert reports(tmp_path) == [REPORT]


def test_a_facsimile_is_exported_only_where_nothing_real_is_loaded(tmp_path: Path) -> None:
    load(tmp_path, f"{REPORT}-facsimile", [observation("7", 1)])
    assert reports(tmp_path) == [f"{REPORT}-facsimile"]
    load(tmp_path, "regionkoordinatorerna-2023", [observation("8", 1)])
    assert reports(tmp_path) == ["regionkoordinatorerna-2023"]


def test_several_publications_are_one_table_and_may_be_taken_one_by_one(tmp_path: Path) -> None:
    load(tmp_path, REPORT, [observation("7", 1)])
    load(tmp_path, "birds-2024", [observation("8", 1, family="birds")])
    assert [row["family"] for row in bundle_of(tmp_path)["observations"].records()] == [
        "birds",
        "regionkoordinatorerna",
    ]
    assert [row["family"] for row in bundle_of(tmp_path, "birds")["observations"].records()] == ["birds"]
    with pytest.raises(UsageError, match=r"nothing of family 'fish' is loaded\. Loaded are birds, region"):
        bundle_of(tmp_path, "fish")


def test_nothing_loaded_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"nothing is loaded there\. Run `pipeline run` first"):
        bundle_of(tmp_path)


def test_only_refused_reports_are_nothing_loaded(tmp_path: Path) -> None:
    load(tmp_path, REPORT, [observation("7", 1)], status=REFUSED)
    with pytest.raises(LoadError, match="nothing is loaded"):
        bundle_of(tmp_path)


def test_a_table_that_is_missing_is_an_error(tmp_path: Path) -> None:
    load(tmp_path, REPORT, [observation("7", 1)])
    (tmp_path / REPORT / "checks.csv").unlink()
    with pytest.raises(LoadError, match=r"checks\.csv: cannot be read back"):
        bundle_of(tmp_path)


def test_rows_of_other_tables_say_of_which_report_they_are(tmp_path: Path) -> None:
    check = dict.fromkeys(CHECK_COLUMNS, "") | {"check_id": "sum:1", "left": "3.0", "statement": "1 + 2 = 3"}
    load(tmp_path, REPORT, [observation("7", 1)], {"checks": [check]})
    (row,) = bundle_of(tmp_path)["checks"].records()
    assert (row["report_id"], row["check_id"], row["left"], row["right"]) == (REPORT, "sum:1", Decimal("3.0"), None)


def test_the_source_is_that_of_the_pdf_with_the_digest(tmp_path: Path) -> None:
    load(tmp_path, REPORT, [observation("7", 1)])
    known = {"f" * 64: Source("", "A title", "A publisher", "https://example.org", "CC0-1.0")}
    (row,) = collect(tmp_path, SPECS, known)["reports"].records()
    assert (row["title"], row["publisher"], row["licence"]) == ("A title", "A publisher", "CC0-1.0")
    (row,) = collect(tmp_path, SPECS, {})["reports"].records()
    assert (row["title"], row["licence"]) == (f"{SPECS['regionkoordinatorerna'].title} 2024", None)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("", Kind.DECIMAL, None),
        ("-50.5", Kind.DECIMAL, Decimal("-50.5")),
        ("0.0000000001", Kind.DECIMAL, Decimal("1e-10")),
        ("12", Kind.INTEGER, 12),
        ("56.00", Kind.FLOAT, 56.0),
        ("yes", Kind.BOOLEAN, True),
        ("no", Kind.BOOLEAN, False),
        ("12", Kind.TEXT, "12"),
    ],
)
def test_text_becomes_a_value_of_its_type(text: str, kind: Kind, expected: object) -> None:
    assert typed(text, kind, "here") == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("0.00000000001", Kind.DECIMAL),
        ("1" * 29, Kind.DECIMAL),
        ("NaN", Kind.DECIMAL),
        ("1,5", Kind.DECIMAL),
        ("1.5", Kind.INTEGER),
        ("maybe", Kind.BOOLEAN),
    ],
)
def test_what_is_no_such_value_is_refused_and_never_rounded(text: str, kind: Kind) -> None:
    with pytest.raises(LoadError, match="here: "):
        typed(text, kind, "here")


def test_codes_that_occur_have_names_also_where_the_family_does_not_know_them(tmp_path: Path) -> None:
    load(
        tmp_path, REPORT, [observation("7", 1, industry="new:Glasbruk", origin="TH"), observation("7", 2, origin="XK")]
    )
    tables = bundle_of(tmp_path)
    names = {(row["dimension"], row["code"]): (row["label_en"], row["label_sv"]) for row in tables["codes"].records()}
    assert names["industry", "new:Glasbruk"] == ("new “Glasbruk”", "ny “Glasbruk”")
    assert names["origin", "TH"] == ("Thailand", "Thailand")
    assert names["industry", "construction"] == ("Construction", "Bygg")
    assert names["sex", "_T"] == ("all", "alla")
    maps = {(row["dimension"], row["code"], row["standard"]): row for row in tables["code_maps"].records()}
    assert maps["industry", "construction", "NACE Rev. 2"]["standard_code"] == "F"
    assert maps["origin", "TH", "ISO 3166-1"]["verified"] is True
    assert maps["origin", "XK", "ISO 3166-1"]["verified"] is False


def test_no_value_of_the_human_trafficking_standard_is_called_verified(tmp_path: Path) -> None:
    load(tmp_path, REPORT, [observation("7", 1)])
    told = [row["verified"] for row in bundle_of(tmp_path)["code_maps"].records() if row["standard"] == "HTCDS 2.0"]
    assert told
    assert not any(told)


@pytest.mark.parametrize(
    ("code", "expected"), [("SE", True), ("RS", True), ("XK", False), ("EU", False), ("AA", False)]
)
def test_countries_of_the_standard_are_told_from_codes_that_are_reserved(code: str, expected: bool) -> None:  # noqa: FBT001
    assert is_country(code) is expected

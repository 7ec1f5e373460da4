"""A family file that says something it may not say is refused with its name, the key and what is wrong."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.errors import SpecError
from pipeline.spec.loading import AUTO, FAMILIES, auto_family, load_families, load_family
from pipeline.spec.references import COLUMNS

FAMILY: dict[str, Any] = {
    "family": "birds",
    "title": "Birds counted",
    "publisher": "Bird Agency",
    "identification": {"title": r"birds counted (?P<year>\d{4})"},
    "dimensions": {
        "species": {"sv": "Art", "en": "Species", "codes": {"owl": {"sv": "Uggla", "en": "Owl"}}},
        "country": {"sv": "Land", "en": "Country", "standard": "iso3166"},
    },
    "measures": {"birds": {"sv": "Fåglar", "en": "Birds", "inapplicable": ["country"]}},
    "vocabularies": {
        "species": {"dimensions": ["species"], "labels": [{"labels": ["Uggla"], "codes": {"species": "owl"}}]},
        "country": {"dimensions": ["country"], "names_of": "country"},
    },
    "blocks": {
        "figure_1": {
            "sv": "Figur 1",
            "en": "Figure 1",
            "printed_as": "box",
            "measure": "birds",
            "unit": "birds",
            "rows": "species",
            "codes": {"country": "SE"},
        }
    },
}
YEAR: dict[str, Any] = {
    "edition_year": 2024,
    "labels": [{"vocabulary": "species", "label": "Ugla", "codes": {"species": "owl"}, "reason": "Misspelt."}],
}
REMOVED = object()
MAPS = "dimensions.species.codes.owl.maps"
STANDARD = {"title": "Catalogue of Life", "source": "https://example.org"}


def changed(content: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """The same content with one place set, added or removed; the path's parts are separated by points."""
    result = copy.deepcopy(content)
    *parents, last = [int(part) if part.isdecimal() else part for part in path.split(".")]
    node: Any = result
    for part in parents:
        node = node[part]
    if value is REMOVED:
        del node[last]
    else:
        node[last] = value
    return result


def write_family(folder: Path, family: object, year: object = None, name: str = "birds") -> Path:
    """Write a family's folder; text is written as it is."""
    home = folder / name
    home.mkdir()
    for file, content in (("family.yml", family), ("2024.yml", year)):
        if content is not None:
            text = content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True)
            (home / file).write_text(text, encoding="utf-8")
    return home


def error_of(home: Path) -> SpecError:
    with pytest.raises(SpecError) as caught:
        load_family(home)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_family_and_its_year_load_as_written(tmp_path: Path) -> None:
    family = load_family(write_family(tmp_path, FAMILY, YEAR))
    assert family.spec.family == "birds"
    assert family.spec.blocks["figure_1"].codes == {"country": "SE"}
    assert [label.label for label in family.years[2024].labels] == ["Ugla"]


def test_every_family_of_the_package_loads() -> None:
    families, errors = load_families()
    assert errors == ()
    folders = sorted(path.name for path in FAMILIES.iterdir() if (path / "family.yml").exists())
    assert sorted([AUTO, *(family.spec.family for family in families)]) == folders


def test_the_family_of_undescribed_reports_recognises_none_and_has_open_dimensions() -> None:
    spec = auto_family().spec
    assert spec.family == AUTO
    assert not re.search(spec.identification.title, "undescribed report 2024", re.IGNORECASE)
    assert all(dimension.open for dimension in spec.dimensions.values())
    spec.require_codes({"row": "Whatever is printed"}, "here")


@pytest.mark.parametrize(
    "path",
    [
        "titel",
        "identification.language",
        "dimensions.species.code",
        "dimensions.species.codes.owl.de",
        "measures.birds.unit",
        "vocabularies.species.label",
        "vocabularies.species.labels.0.code",
        "blocks.figure_1.colour",
    ],
)
def test_an_unknown_key_is_refused_at_any_depth(tmp_path: Path, path: str) -> None:
    error = error_of(write_family(tmp_path, changed(FAMILY, path, "x")))
    assert error.source == "families/birds/family.yml"
    assert f"unknown key {path}" in error.message


@pytest.mark.parametrize(
    "path",
    [
        "family",
        "title",
        "publisher",
        "identification",
        "identification.title",
        "dimensions",
        "measures",
        "vocabularies",
        "blocks",
        "dimensions.species.sv",
        "vocabularies.species.labels.0.codes",
        "blocks.figure_1.rows",
        "blocks.figure_1.unit",
    ],
)
def test_a_missing_key_is_refused_at_any_depth(tmp_path: Path, path: str) -> None:
    error = error_of(write_family(tmp_path, changed(FAMILY, path, REMOVED)))
    assert error.source == "families/birds/family.yml"
    assert f"{path}: Field required" in error.message


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("identification.title", "birds (?P<year", "identification.title: not a regular expression"),
        ("identification.title", r"birds \d{4}", "identification.title: needs a group named year"),
        ("family", "The Birds", "family: "),
        ("dimensions.country.standard", "iso9999", "dimensions.country.standard: "),
        ("blocks.figure_1.printed_as", "poster", "blocks.figure_1.printed_as: "),
        ("blocks.figure_1.rows_closure", "ajar", "blocks.figure_1.rows_closure: "),
        ("vocabularies.species.labels.0.labels", [], "vocabularies.species.labels.0.labels: "),
        ("vocabularies.species.labels.0.codes", {}, "vocabularies.species.labels.0.codes: "),
        ("vocabularies.country.dimensions", [], "vocabularies.country.dimensions: "),
        ("vocabularies.species.labels.0.codes.species", False, "vocabularies.species.labels.0.codes.species: "),
        ("ledger", {"unexplained": "many"}, "ledger.unexplained: "),
        (MAPS, {"col": {"code": "4TT"}}, f"{MAPS}.col.verified: Field required"),
        (MAPS, {"col": {"code": "4TT", "verified": True, "match": "same"}}, f"{MAPS}.col.match: "),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_with_its_key(
    tmp_path: Path, path: str, value: object, message: str
) -> None:
    error = error_of(write_family(tmp_path, changed(FAMILY, path, value)))
    assert error.source == "families/birds/family.yml"
    assert message in error.message


CODES = "vocabularies.species.labels.0.codes"


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (CODES, {"species": "elk"}, "Uggla: species: unknown name elk"),
        (CODES, {"speces": "owl"}, "Uggla: unknown name speces"),
        (CODES, {"species": "_X"}, "Uggla: species: unknown name _X"),
        (CODES, {"country": "se"}, "Uggla: country: 'se' is no code"),
        ("vocabularies.species.dimensions", ["spices"], "vocabularies.species.dimensions: unknown name spices"),
        ("vocabularies.country.names_of", "land", "vocabularies.country.names_of: unknown name land"),
        ("measures.birds.inapplicable", ["land"], "measures.birds.inapplicable: unknown name land"),
        ("blocks.figure_1.rows", "colours", "blocks.figure_1: unknown name colours"),
        ("blocks.figure_1.group", "colours", "blocks.figure_1: unknown name colours"),
        ("blocks.figure_1.measure", "nests", "blocks.figure_1: unknown name nests"),
        ("blocks.figure_1.codes", {"species": "elk"}, "blocks.figure_1: species: unknown name elk"),
        ("blocks.figure_1.codes", {"nest": "owl"}, "blocks.figure_1: unknown name nest"),
        (
            MAPS,
            {"col": {"code": "4TT", "verified": True}},
            "dimensions.species.codes.owl.maps: unknown name col",
        ),
    ],
)
def test_a_name_that_is_not_described_is_refused_with_its_place(
    tmp_path: Path, path: str, value: object, message: str
) -> None:
    error = error_of(write_family(tmp_path, changed(FAMILY, path, value)))
    assert error.source == "families/birds/family.yml"
    assert message in error.message


def test_a_class_says_what_it_is_in_a_standard_that_the_family_names(tmp_path: Path) -> None:
    family = changed(changed(FAMILY, "standards", {"col": STANDARD}), MAPS, {"col": {"code": "4TT", "verified": False}})
    told = load_family(write_family(tmp_path, family)).spec.dimensions["species"].codes["owl"].maps["col"]
    assert (told.code, told.match, told.verified) == ("4TT", "close", False)


def test_a_class_of_an_edition_may_name_only_a_standard_of_the_family(tmp_path: Path) -> None:
    elk = {"sv": "Älg", "en": "Elk", "maps": {"col": {"code": "5ZZ", "verified": True}}}
    year = changed(YEAR, "codes", {"species": {"elk": elk}})
    assert "codes.species: unknown standard col" in error_of(write_family(tmp_path, FAMILY, year)).message
    (tmp_path / "known").mkdir()
    known = load_family(write_family(tmp_path / "known", changed(FAMILY, "standards", {"col": STANDARD}), year))
    assert known.spec.dimensions["species"].codes["elk"].maps["col"].code == "5ZZ"


@pytest.mark.parametrize("code", ["_T", "_U", "_O", "_Z"])
def test_reserved_codes_need_no_description(tmp_path: Path, code: str) -> None:
    family = changed(FAMILY, CODES, {"species": code, "country": code})
    assert load_family(write_family(tmp_path, family)).spec.vocabularies["species"].labels[0].codes["country"] == code


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("labels.0.codes", {"species": "elk"}, "label 'Ugla': species: unknown name elk"),
        ("labels.0.codes", {"nest": "owl"}, "label 'Ugla': unknown name nest"),
        ("labels.0.vocabulary", "colours", "label 'Ugla': unknown vocabulary 'colours'"),
        ("labels.0.reason", "", "labels.0.reason: "),
        ("labels.0.reason", REMOVED, "labels.0.reason: Field required"),
        ("labels.0.labels", ["Ugla"], "unknown key labels.0.labels"),
        ("edition", 2024, "unknown key edition"),
        ("edition_year", REMOVED, "edition_year: Field required"),
        ("edition_year", 2023, "says edition_year 2023"),
    ],
)
def test_a_wrong_year_file_is_refused_with_its_key(tmp_path: Path, path: str, value: object, message: str) -> None:
    error = error_of(write_family(tmp_path, FAMILY, changed(YEAR, path, value)))
    assert error.source == "families/birds/2024.yml"
    assert message in error.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("family: [birds", "cannot be read as YAML"),
        ("family: birds\n\ttitle: x", "cannot be read as YAML"),
        ("", "the file: "),
        ("- family", "the file: "),
        ("just text", "the file: "),
        ("!!python/object/apply:os.getcwd []", "cannot be read as YAML"),
        ("family: birds\nfamily: fish", "key family comes twice"),
        ("family: birds\ndimensions: {species: {sv: a, sv: b}}", "key sv comes twice"),
    ],
)
def test_a_file_that_is_no_yaml_mapping_is_refused(tmp_path: Path, text: str, message: str) -> None:
    error = error_of(write_family(tmp_path, text))
    assert error.source == "families/birds/family.yml"
    assert message in error.message


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    home = write_family(tmp_path, FAMILY)
    (home / "family.yml").write_bytes("family: fåglar".encode("latin-1"))
    assert "cannot be read as YAML" in error_of(home).message


def test_a_family_is_called_as_its_folder(tmp_path: Path) -> None:
    error = error_of(write_family(tmp_path, FAMILY, name="fish"))
    assert (error.source, error.message) == ("families/fish/family.yml", "says family birds")


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    family = changed(changed(FAMILY, "titel", "x"), "publisher", REMOVED)
    message = error_of(write_family(tmp_path, family)).message
    assert "unknown key titel" in message
    assert "publisher: Field required" in message


def test_a_broken_family_does_not_stop_the_others(tmp_path: Path) -> None:
    write_family(tmp_path, FAMILY, YEAR)
    write_family(tmp_path, "family: [", name="broken")
    write_family(tmp_path, {**FAMILY, "family": "years"}, changed(YEAR, "edition_year", 2023), name="years")
    families, errors = load_families(tmp_path)
    assert [family.spec.family for family in families] == ["birds"]
    assert [error.source for error in errors] == ["families/broken/family.yml", "families/years/2024.yml"]


def test_a_folder_without_a_family_file_is_no_family(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    assert load_families(tmp_path) == ((), ())


def test_the_digest_changes_with_every_file_of_the_family(tmp_path: Path) -> None:
    home = write_family(tmp_path, FAMILY, YEAR)
    digests = [load_family(home).sha256]
    (home / "reference.csv").write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    digests.append(load_family(home).sha256)
    (home / "2024.yml").write_text(yaml.safe_dump(YEAR) + "# why\n", encoding="utf-8")
    digests.append(load_family(home).sha256)
    (home / "README.md").write_text("Nothing that the result depends on.\n", encoding="utf-8")
    assert load_family(home).sha256 == digests[-1]
    assert len(set(digests)) == 3


def test_a_label_with_two_meanings_in_one_vocabulary_is_an_error(tmp_path: Path) -> None:
    text = (FAMILIES / "regionkoordinatorerna" / "family.yml").read_text(encoding="utf-8")
    broken = text.replace("labels: [Barn], codes: {age: child}", "labels: [Barn, vuxna], codes: {age: child}")
    assert broken != text
    folder = tmp_path / "regionkoordinatorerna"
    folder.mkdir()
    (folder / "family.yml").write_text(broken, encoding="utf-8")
    with pytest.raises(SpecError, match="'vuxna' has two meanings"):
        load_family(folder)

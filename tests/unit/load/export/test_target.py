"""An export is written whole or not at all, and takes the place of nothing but an earlier one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import LoadError
from pipeline.load.export.formats import FORMATS, export_bundle
from pipeline.load.export.model import Bundle
from pipeline.load.export.target import put_in_place
from tests.fixtures.exported import bundle_of, load, observation


@pytest.fixture
def out(tmp_path: Path) -> Path:
    load(tmp_path / "out", "regionkoordinatorerna-2024", [observation("7", 1)])
    return tmp_path / "out"


@pytest.fixture
def bundle(out: Path) -> Bundle:
    return bundle_of(out)


def content(path: Path) -> dict[str, bytes]:
    if path.is_file():
        return {"": path.read_bytes()}
    return {one.relative_to(path).as_posix(): one.read_bytes() for one in path.rglob("*") if one.is_file()}


every_format = pytest.mark.parametrize("name", FORMATS)


@every_format
def test_an_earlier_export_is_replaced_and_nothing_else_is_left(name: str, out: Path, bundle: Bundle) -> None:
    target = out.parent / "there" / "target"
    first = export_bundle(bundle, name, out, target)
    assert export_bundle(bundle, name, out, target) == first == target
    assert [path.name for path in target.parent.iterdir()] == ["target"]


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "duckdb"])
def test_the_same_tables_give_the_same_bytes(name: str, out: Path, bundle: Bundle) -> None:
    one, other = out.parent / "one", out.parent / "other"
    export_bundle(bundle, name, out, one)
    export_bundle(bundle, name, out, other)
    assert content(one) == content(other)


@every_format
def test_a_file_of_somebody_else_is_left_alone(name: str, out: Path, bundle: Bundle) -> None:
    target = out.parent / "mine.txt"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(LoadError, match="is there already and is no earlier export"):
        export_bundle(bundle, name, out, target)
    assert target.read_text(encoding="utf-8") == "mine"


@every_format
def test_a_folder_of_somebody_else_is_left_alone(name: str, out: Path, bundle: Bundle) -> None:
    target = out.parent / "mine"
    target.mkdir()
    with pytest.raises(LoadError, match="is there already"):
        export_bundle(bundle, name, out, target)
    assert list(target.iterdir()) == []


@pytest.mark.parametrize("name", ["csv", "parquet", "datapackage", "csvw", "sdmx-csv"])
def test_a_folder_of_ours_with_a_file_of_somebody_else_is_left_alone(name: str, out: Path, bundle: Bundle) -> None:
    target = out.parent / "target"
    export_bundle(bundle, name, out, target)
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(LoadError, match="is there already"):
        export_bundle(bundle, name, out, target)
    assert (target / "notes.txt").exists()


def test_an_export_of_another_format_is_left_alone(out: Path, bundle: Bundle) -> None:
    target = out.parent / "target"
    export_bundle(bundle, "csv", out, target)
    with pytest.raises(LoadError, match="no earlier export of this format"):
        export_bundle(bundle, "csvw", out, target)


def test_a_link_is_left_alone(out: Path, bundle: Bundle) -> None:
    export_bundle(bundle, "csv", out, out.parent / "target")
    (out.parent / "link").symlink_to(out.parent / "target")
    with pytest.raises(LoadError, match="is there already"):
        export_bundle(bundle, "csv", out, out.parent / "link")


def test_what_fails_half_way_leaves_the_earlier_export_and_no_draft(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("earlier", encoding="utf-8")

    def fail(draft: Path) -> None:
        draft.write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    with pytest.raises(LoadError, match="No space left on device"):
        put_in_place(fail, target, lambda _: True)
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("target", "earlier")]


@every_format
def test_without_a_target_it_goes_among_the_results(name: str, out: Path, bundle: Bundle) -> None:
    target = export_bundle(bundle, name, out, None)
    assert target.parent == out / "export"
    assert target.exists()


def test_an_export_among_the_results_is_no_report(out: Path, bundle: Bundle) -> None:
    export_bundle(bundle, "csv", out, None)
    assert bundle_of(out) == bundle

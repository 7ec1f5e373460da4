"""Who may import whom, who opens a PDF, and that publications are data."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

import pipeline

ROOT = Path(pipeline.__file__).parent
STAGES = {"read", "extract", "normalise", "validate", "load", "report"}
SHARED = {"model", "spec", "errors"}
MAY_IMPORT = {
    "errors": set(),
    "model": set(),
    "spec": {"model", "errors"},
    **dict.fromkeys(STAGES, SHARED),
}
"""Rooms, and the others that each may import; every room may import its own modules."""

SEQUENCING = {"run", "cli", "__init__", "__main__"}
PDF_ENGINES = {"pdfplumber", "pdfminer", "camelot", "playa", "pypdfium2", "pypdfium2_raw", "pikepdf", "pypdf", "fitz"}

NETWORK = {
    *("socket", "ssl", "http.client", "urllib.request", "ftplib", "smtplib", "asyncio"),
    *("requests", "httpx", "urllib3", "aiohttp"),
}


def modules() -> list[Path]:
    return [path for path in sorted(ROOT.rglob("*.py")) if "families" not in path.relative_to(ROOT).parts]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(tree: ast.AST, package: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The parts of every module that is imported, with the name taken from it; relative imports resolved."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = (*base, *(node.module.split(".") if node.module else ()))
            yield from ((*module, alias.name) for alias in node.names)


@cache
def imports_of(path: Path) -> set[tuple[str, ...]]:
    package = ("pipeline", *path.relative_to(ROOT).parent.parts)
    return set(imported(parsed(path), package))


def rooms_imported(path: Path) -> set[str]:
    """Rooms and modules of the package that a module imports; ``__version__`` is none."""
    names = {parts[1] for parts in imports_of(path) if parts[0] == "pipeline" and len(parts) > 1}
    return names - {"__version__"}


every_module = pytest.mark.parametrize("path", modules(), ids=name_of)


def test_every_room_is_known() -> None:
    rooms = {room_of(path) for path in modules()}
    assert rooms <= set(MAY_IMPORT) | SEQUENCING
    assert rooms >= STAGES | SHARED | {"run", "cli"}


@pytest.mark.parametrize("path", [path for path in modules() if room_of(path) not in SEQUENCING], ids=name_of)
def test_a_room_imports_only_itself_and_what_it_may(path: Path) -> None:
    room = room_of(path)
    assert rooms_imported(path) - {room} <= MAY_IMPORT[room]


@pytest.mark.parametrize("name", ["cli", "__init__", "__main__"])
def test_the_way_in_knows_no_order_of_stages(name: str) -> None:
    """At most one stage, to show or read back its results; all of them only through ``run``."""
    assert len(rooms_imported(ROOT / f"{name}.py") & STAGES) <= 1


@every_module
def test_a_pdf_is_opened_in_read_only(path: Path) -> None:
    engines = {parts[0] for parts in imports_of(path)} & PDF_ENGINES
    assert room_of(path) == "read" or not engines


@every_module
def test_the_network_is_used_by_one_module_alone(path: Path) -> None:
    used = {".".join(parts[:depth]) for parts in imports_of(path) for depth in (1, 2)} & NETWORK
    assert name_of(path) == "read/fetching.py" or not used


@every_module
def test_great_expectations_is_imported_where_suites_run_only(path: Path) -> None:
    libraries = {parts[0] for parts in imports_of(path)}
    assert room_of(path) == "validate" or "great_expectations" not in libraries


@every_module
def test_no_module_imports_by_name_of_a_string(path: Path) -> None:
    """It would go unseen by the tests above."""
    calls = {ast.unparse(node.func) for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)}
    assert calls & {"importlib.import_module", "import_module", "__import__"} == set()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def literals(tree: ast.AST) -> Iterator[str]:
    """Text that a module works with: string literals that are more than a statement by themselves."""
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def labels_in(content: object, *, inside: bool = False) -> Iterator[str]:
    """Text under the keys that hold labels, headings and titles as printed, at any depth; codes are ours."""
    if isinstance(content, dict):
        for key, value in content.items():
            is_printed = key in {"labels", "label", "title", "publisher", "sv"}
            yield from labels_in(value, inside=is_printed or (inside and key != "codes"))
    elif isinstance(content, list):
        for value in content:
            yield from labels_in(value, inside=inside)
    elif isinstance(content, str) and inside:
        yield content


def telling(labels: Iterable[str]) -> set[str]:
    """Labels that are more than a word which may mean anything: several words, or one of more than six letters."""
    return {label for label in labels if len(label.split()) > 1 or len(label) > 6}


@cache
def family_labels() -> set[str]:
    files = sorted((ROOT / "families").glob("*/*.yml"))
    return telling(label for path in files for label in labels_in(yaml.safe_load(path.read_text(encoding="utf-8"))))


def test_families_have_labels_to_look_for() -> None:
    assert {"Hotell och restaurang", "Tvångsäktenskap", "Regionkoordinatorernas statistik"} <= family_labels()


@every_module
def test_no_label_of_a_publication_stands_in_python(path: Path) -> None:
    texts = [text.casefold() for text in literals(parsed(path))]
    found = {label for label in family_labels() for text in texts if label.casefold() in text}
    assert found == set()


@every_module
def test_no_year_of_an_edition_stands_in_python(path: Path) -> None:
    years = [edition.stem for edition in (ROOT / "families").glob("*/[0-9]*.yml")]
    tree = parsed(path)
    numbers = [str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) is int]
    words = [word for text in literals(tree) for word in re.findall(r"\w+", text)]
    assert [found for found in (*numbers, *words) if found in years] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import a.b", {("a", "b")}),
        ("from a.b import c", {("a", "b", "c")}),
        ("from . import c", {("pipeline", "read", "c")}),
        ("from .b import c", {("pipeline", "read", "b", "c")}),
        ("from ..load import c", {("pipeline", "load", "c")}),
        ("if x:\n    def f():\n        import a", {("a",)}),
    ],
)
def test_imports_are_found_however_they_are_written(text: str, expected: set[tuple[str, ...]]) -> None:
    assert set(imported(ast.parse(text), ("pipeline", "read"))) == expected

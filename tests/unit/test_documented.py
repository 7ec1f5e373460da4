"""What the documents say is so: generated ones are current, lists are complete, examples give what they show."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

import pipeline
from pipeline import errors
from pipeline.errors import PipelineError
from pipeline.load.export.dictionary import data_dictionary
from pipeline.load.tables import SCHEMA_VERSION
from pipeline.run import GATE
from pipeline.spec.loading import load_families

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PACKAGE = Path(pipeline.__file__).parent


def with_examples() -> list[str]:
    """Modules whose docstrings show what something gives."""
    paths = [path for path in sorted(PACKAGE.rglob("*.py")) if ">>> " in path.read_text(encoding="utf-8")]
    return [".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in paths]


def error_classes() -> dict[str, type[PipelineError]]:
    found = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, PipelineError)]
    return {one.code: one for one in found}


def test_the_data_dictionary_is_current() -> None:
    families, _ = load_families()
    expected = data_dictionary([family.spec for family in families])
    assert (DOCS / "data-dictionary.md").read_text(encoding="utf-8") == expected, "run `make dictionary`"


def test_the_data_dictionary_describes_every_column_of_the_sample_and_every_class() -> None:
    text = (DOCS / "data-dictionary.md").read_text(encoding="utf-8")
    header = (ROOT / "extracted" / "tidy" / "observations.csv").read_text(encoding="utf-8").splitlines()[0]
    assert [name for name in header.split(",") if name != "dimensions" and f"| `{name}` |" not in text] == []
    families, _ = load_families()
    codes = [code for family in families for one in family.spec.dimensions.values() for code in one.codes]
    assert [code for code in codes if f"| `{code}` |" not in text] == []


def test_the_version_of_the_schema_has_its_changes_first_in_the_changelog() -> None:
    text = (DOCS / "schema-changelog.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\d+\.\d+)$", text, re.MULTILINE)
    assert versions[0] == SCHEMA_VERSION
    assert versions == sorted(versions, key=lambda one: [int(part) for part in one.split(".")], reverse=True)


def test_every_error_has_a_code_of_its_own() -> None:
    classes = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, PipelineError)]
    assert len(error_classes()) == len(classes) == 10


def test_codes_of_errors_are_those_that_the_documents_list() -> None:
    text = (DOCS / "errors.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `(\w+)` \| `(\w+)` \|", text, re.MULTILINE))
    assert listed == {code: one.__name__ for code, one in error_classes().items()}
    assert f"`{GATE}`" in text


@pytest.mark.parametrize("name", with_examples())
def test_examples_give_what_they_show(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testmod(importlib.import_module(name))
    assert (result.failed, result.attempted > 0) == (0, True)


def test_the_public_function_is_among_the_examples() -> None:
    assert "pipeline.load.read_back" in with_examples()

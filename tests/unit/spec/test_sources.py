"""``sources.yml`` beside the PDFs."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline
from pipeline.errors import SpecError
from pipeline.spec.sources import load_sources

ENTRY = "  - {file: a.pdf, publisher: Bird Agency, title: Birds counted, edition: 2024, licence: CC0-1.0"


def test_a_folder_without_the_file_has_no_sources(tmp_path: Path) -> None:
    assert load_sources(tmp_path) == {}


def test_sources_are_found_by_file_name(tmp_path: Path) -> None:
    text = f"sources:\n{ENTRY}}}\n{ENTRY.replace('a.pdf', 'b.pdf')}, vintage: '2'}}\n"
    (tmp_path / "sources.yml").write_text(text, encoding="utf-8")
    sources = load_sources(tmp_path)
    assert {name: source.vintage for name, source in sources.items()} == {"a.pdf": None, "b.pdf": "2"}


@pytest.mark.parametrize(
    "text",
    [
        f"sources:\n{ENTRY}, colour: red}}\n",
        "sources:\n  - {file: a.pdf}\n",
        f"files:\n{ENTRY}}}\n",
        "sources: [",
        "",
        "- a.pdf",
    ],
    ids=["unknown key", "missing key", "unknown heading", "no YAML", "empty", "a list"],
)
def test_what_it_may_not_say_is_an_error_in_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "sources.yml").write_text(text, encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        load_sources(tmp_path)
    assert caught.value.source == "sources.yml"
    assert "\n" not in str(caught.value)


def test_a_licence_may_be_unknown_but_not_left_out(tmp_path: Path) -> None:
    path = tmp_path / "sources.yml"
    path.write_text(f"sources:\n{ENTRY.replace('CC0-1.0', 'null')}}}\n", encoding="utf-8")
    assert load_sources(tmp_path)["a.pdf"].licence is None
    path.write_text(f"sources:\n{ENTRY.replace(', licence: CC0-1.0', '')}}}\n", encoding="utf-8")
    with pytest.raises(SpecError, match=r"^sources\.yml: sources\.0\.licence: Field required$"):
        load_sources(tmp_path)


def test_the_sources_of_the_sample_are_understood() -> None:
    root = Path(pipeline.__file__).parent.parent
    sources = load_sources(root / "raw_pdfs")
    assert {path.name for path in (root / "raw_pdfs").glob("*.pdf")} <= set(sources)


def test_a_file_named_twice_is_an_error(tmp_path: Path) -> None:
    """Otherwise the vintage of one of them would be lost."""
    text = f"sources:\n{ENTRY}}}\n{ENTRY}, vintage: '2'}}\n"
    (tmp_path / "sources.yml").write_text(text, encoding="utf-8")
    with pytest.raises(SpecError, match=r"a\.pdf"):
        load_sources(tmp_path)


@pytest.mark.parametrize(
    "said",
    [
        "file: ../a.pdf",
        "file: /etc/a.pdf",
        "file: 'b\\a.pdf'",
        "file: 'C:a.pdf'",
        "file: .a.pdf",
        "file: ''",
        'file: "a\\0.pdf"',
        "url: http://birds.example/a.pdf",
        "url: file:///etc/passwd",
        "url: https:///a.pdf",
        "url: https://me:word@birds.example/a.pdf",
        "url: https://birds.example/a b.pdf",
        "url: https://fåglar.example/a.pdf",
        "hosts: [https://birds.example]",
        "hosts: ['*']",
        "sha256: abc",
    ],
)
def test_names_and_addresses_lead_nowhere_else(tmp_path: Path, said: str) -> None:
    entry = ENTRY if not said.startswith("file") else ENTRY.replace("file: a.pdf, ", "")
    (tmp_path / "sources.yml").write_text(f"sources:\n{entry}, {said}}}\n", encoding="utf-8")
    with pytest.raises(SpecError, match=rf"^sources\.yml: sources\.0\.{said.split(':', maxsplit=1)[0]}"):
        load_sources(tmp_path)


def test_the_servers_that_may_be_asked_are_the_one_of_the_url_and_those_named(tmp_path: Path) -> None:
    said = "url: 'https://birds.example/a%20b.pdf', hosts: ['files.example:8443']"
    (tmp_path / "sources.yml").write_text(f"sources:\n{ENTRY}, {said}}}\n", encoding="utf-8")
    assert load_sources(tmp_path)["a.pdf"].hosts_asked == {"birds.example", "files.example:8443"}

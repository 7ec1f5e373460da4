"""What a result depends on besides the PDF: if none of it changed, neither does the result."""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.model.document import Document
from pipeline.spec.loading import Family

PACKAGE = Path(__file__).resolve().parent.parent
TOOLS = (
    "pdfplumber",
    "pdfminer.six",
    "pypdfium2",
    "pikepdf",
    "camelot-py",
    "great-expectations",
    "pandas",
    "scipy",
    "babel",
    "pillow",
    "jinja2",
)
CODE = ("*.py", "*.j2", "*.css", "*.js")
"""Files of the package that the result depends on; families have digests of their own."""


def made_with(family: Family, vintage: str, suites_sha256: str, earlier: str, *, ocr: bool) -> dict[str, str]:
    """Digests and versions by name; ``earlier`` is the digest of earlier editions."""
    return {
        "pipeline": __version__,
        "code_sha256": code_digest(),
        "expectations_sha256": suites_sha256,
        "family_sha256": family.sha256,
        "vintage": vintage,
        **({"earlier_sha256": earlier} if earlier else {}),
        **({"ocr": "tesseract"} if ocr else {}),
        **_versions(),
    }


def suites_digest(expectations: Path) -> str:
    """The digest of all suites in a folder."""
    return _digest(sorted(expectations.rglob("*.json")))


@cache
def code_digest() -> str:
    """The digest of the package, which is the same as long as the process runs."""
    return _digest(path for pattern in CODE for path in sorted(PACKAGE.rglob(pattern)))


@cache
def _versions() -> dict[str, str]:
    return {tool: importlib.metadata.version(tool) for tool in TOOLS}


def reading_of(document: Document) -> dict[str, Any]:
    """What pdfium, by itself, counts in a document, and what was done to the file in memory before it was read."""
    texts = ["".join(glyph.text for glyph in page.witness) for page in document.pages]
    return {
        "pages": len(texts),
        "characters": [len(text) for text in texts],
        "digits": [sum(char.isdecimal() for char in text) for text in texts],
        "changes": [{"kind": str(one.kind), "page": one.page, "detail": one.detail} for one in document.remarks],
    }


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()

"""Writes docs/data-dictionary.md from the schemas and the families' code lists.

Run from the project's root: ``make dictionary``.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.load.export.dictionary import data_dictionary
from pipeline.spec.loading import load_families

TARGET = Path(__file__).parent / "data-dictionary.md"


def main() -> None:
    """Write the file."""
    families, errors = load_families()
    for error in errors:
        raise error
    TARGET.write_text(data_dictionary([family.spec for family in families]), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

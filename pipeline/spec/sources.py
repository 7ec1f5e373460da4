"""``sources.yml`` beside the PDFs: where each file comes from, and which files are issues of the same report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import SpecError

SOURCES = "sources.yml"


class Source(BaseModel):
    """One file and its origin; ``vintage`` numbers the issues of a report that was published again."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    publisher: str
    title: str
    edition: int
    landing_page: str | None = None
    licence: str
    sha256: str | None = None
    vintage: str | None = None
    note: str | None = None


class _Sources(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: tuple[Source, ...] = ()


def load_sources(folder: Path) -> dict[str, Source]:
    """The sources of a folder by file name; none where there is no ``sources.yml``.

    Raises:
        SpecError: the file says something that it may not say.
    """
    path = folder / SOURCES
    if not path.exists():
        return {}
    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        return {source.file: source for source in _Sources.model_validate(content).sources}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise SpecError(f"cannot be understood ({' '.join(str(error).split())})", source=SOURCES) from error

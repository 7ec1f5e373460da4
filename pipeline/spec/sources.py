"""``sources.yml`` beside the PDFs: where each file comes from, and which files are issues of the same report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from pipeline.errors import SpecError
from pipeline.spec.loading import problems_of
from pipeline.spec.strict_yaml import parse_yaml

SOURCES = "sources.yml"


class Source(BaseModel):
    """One file and its origin; ``vintage`` numbers the issues of a report that was published again.

    ``licence`` has to be said, also where none is known (null).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    publisher: str
    title: str
    edition: int
    landing_page: str | None = None
    licence: str | None
    sha256: str | None = None
    vintage: str | None = None
    note: str | None = None


class _Sources(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: tuple[Source, ...] = ()

    @field_validator("sources")
    @classmethod
    def _name_each_file_once(cls, sources: tuple[Source, ...]) -> tuple[Source, ...]:
        names = [source.file for source in sources]
        repeated = sorted({name for name in names if names.count(name) > 1})
        if repeated:
            raise ValueError(f"{repeated[0]} comes twice")
        return sources


def load_sources(folder: Path) -> dict[str, Source]:
    """The sources of a folder by file name; none where there is no ``sources.yml``.

    Raises:
        SpecError: the file says something that it may not say.
    """
    path = folder / SOURCES
    if not path.exists():
        return {}
    try:
        content: Any = parse_yaml(path.read_text(encoding="utf-8"))
        return {source.file: source for source in _Sources.model_validate(content).sources}
    except ValidationError as error:
        raise SpecError(problems_of(error), source=SOURCES) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SpecError(f"cannot be understood ({' '.join(str(error).split())})", source=SOURCES) from error

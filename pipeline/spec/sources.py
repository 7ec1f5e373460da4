"""``sources.yml`` beside the PDFs: where each file comes from, and which files are issues of the same report."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipeline.errors import SpecError
from pipeline.spec.loading import problems_of
from pipeline.spec.strict_yaml import parse_yaml

SOURCES = "sources.yml"


def _inside_the_folder(name: str) -> str:
    """The name of a file that cannot lie anywhere but in the folder of ``sources.yml``."""
    if not name.isprintable() or re.search(r"[/\\:]", name) or name.startswith(".") or not name:
        raise ValueError("has to be the name of a file in this folder")
    return name


def _https(url: str) -> str:
    """An address of a server that proves who it is; without user and password, which do not belong in this file."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not re.fullmatch(_HOST, parts.netloc) or not re.fullmatch(r"[!-~]+", url):
        raise ValueError("has to begin with https:// and a host, and to have no space or letter beyond ASCII")
    return url


def _host(name: str) -> str:
    if not re.fullmatch(_HOST, name):
        raise ValueError(f"{name} is no host such as files.example.org")
    return name


_HOST = r"[a-z0-9.-]+(:\d+)?"


class Source(BaseModel):
    """One file and its origin; ``vintage`` numbers the issues of a report that was published again.

    ``licence`` has to be said, also where none is known (null). ``url`` is the PDF itself, for ``pipeline fetch``;
    ``hosts`` are further servers to which that of ``url`` may redirect.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: Annotated[str, AfterValidator(_inside_the_folder)]
    publisher: str
    title: str
    edition: int
    landing_page: str | None = None
    licence: str | None
    url: Annotated[str, AfterValidator(_https)] | None = None
    hosts: tuple[Annotated[str, AfterValidator(_host)], ...] = ()
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    vintage: str | None = None
    note: str | None = None

    @property
    def hosts_asked(self) -> frozenset[str]:
        """The servers that may be asked for the file."""
        return frozenset({urlsplit(self.url).netloc, *self.hosts} if self.url else ())


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

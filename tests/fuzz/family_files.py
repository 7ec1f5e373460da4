"""Family files as people and accidents make them: those of the pipeline with places changed, and YAML at random."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from pipeline.spec.loading import FAMILIES, FAMILY_FILE

NAMES = ("forskoleenkaten", "regionkoordinatorerna")

FRAGMENTS = (
    *("2024-13-45", "0x_", "1_000", "~", "yes", "!!python/object:os.system [ls]", "!!int x", "!!binary å", "!!float ."),
    *("&a [*a]", "<<: [1]", "? [a]: b", "- - - -", "{[}", "'\\0'", '"\\ud800"', "\t- a", "%YAML 9.9", "---\n---"),
    *("[" * 3000, "{a: " * 3000, "&a a: *b", "(?P<", "(a+)+$", "[[:alpha:]]", "\\", "=1+1", "../../x", "\0"),
)

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(max_value=date(9999, 1, 1)),
    st.text(max_size=8),
    st.sampled_from(("(?P<year>", "(a+)+", "_T", "total", "../x", "", " ", "\0", "\u202e", "women", "{year}")),
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
)


def places_of(content: Any) -> list[tuple[Any, Any]]:
    """Every mapping and list with each of its keys or indexes."""
    keys = content.keys() if isinstance(content, dict) else range(len(content)) if isinstance(content, list) else ()
    return [place for key in list(keys) for place in ((content, key), *places_of(content[key]))]


@st.composite
def changed_families(draw: st.DrawFn) -> tuple[str, str]:
    """The name of a family, and its file with some places changed, lost, doubled or swapped."""
    name = draw(st.sampled_from(NAMES))
    content = deepcopy(_content(FAMILIES / name / FAMILY_FILE))
    for _ in range(draw(st.integers(1, 3))):
        places = places_of(content)
        container, key = places[draw(st.integers(0, len(places) - 1))]
        other, its_key = places[draw(st.integers(0, len(places) - 1))]
        match draw(st.integers(0, 3)):
            case 0:
                del container[key]
            case 1:
                container[key] = deepcopy(other[its_key])
            case 2 if isinstance(container, dict):
                container[draw(st.text(max_size=6))] = container.pop(key)
            case _:
                container[key] = draw(values)
    return name, yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


@st.composite
def spoilt_texts(draw: st.DrawFn) -> tuple[str, str]:
    """The name of a family, and its file with pieces of YAML put between, or only those."""
    name = draw(st.sampled_from(NAMES))
    text = draw(
        st.sampled_from(("", "family: x\n", (FAMILIES / name / FAMILY_FILE).read_text(encoding="utf-8")[:4000]))
    )
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(FRAGMENTS) | st.text(max_size=10)) + text[at:]
    return name, text


_KNOWN: dict[Path, Any] = {}


def _content(path: Path) -> Any:
    if path not in _KNOWN:
        _KNOWN[path] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return _KNOWN[path]

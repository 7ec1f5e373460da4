"""The Python of the README runs as it stands there, one example after the other."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest

ROOT = Path(__file__).parents[2]


def examples() -> list[str]:
    return re.findall(
        r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )


def test_the_examples_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mpl.use("Agg")
    shutil.copytree(ROOT / "raw_pdfs", tmp_path / "raw_pdfs")
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for example in examples():
        exec(compile(example, "README.md", "exec"), names)  # noqa: S102 -- our own README
    assert names["result"].is_good
    assert names["bars"]["value"].sum() == 233
    assert (tmp_path / "industries.png").stat().st_size > 0
    assert len(examples()) == 2

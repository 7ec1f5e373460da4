"""The figure of the README, drawn by its own lines from the committed table of the sample."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_five_lines_draw_the_industries(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (lines,) = (block for block in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "plot" in block)
    assert len(lines.splitlines()) <= 6
    (tmp_path / "extracted").symlink_to(ROOT / "extracted")
    code = f"import matplotlib; matplotlib.use('agg')\n{lines}\nprint(list(bars['value'])[-1], len(bars))"
    done = subprocess.run(  # noqa: S603 -- our own example
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.split()) == (0, ["74.0", "12"]), done.stderr
    assert (tmp_path / "industries.png").stat().st_size > 5000

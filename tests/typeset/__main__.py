"""Sets a data file: `python -m tests.typeset DATA.yml --layout NAME --out FILE.pdf [--truth FILE.json]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.typeset.layouts import PRESETS, random_layout
from tests.typeset.loading import load_data
from tests.typeset.report import typeset
from tests.typeset.truth import truth_json


def main() -> None:
    """Parse the command line and write the files."""
    parser = argparse.ArgumentParser(prog="python -m tests.typeset", description="Set a report PDF from figures.")
    parser.add_argument("data", type=Path, help="the figures and the text (YAML)")
    parser.add_argument("--layout", required=True, help=f"{', '.join(PRESETS)}, or random:SEED")
    parser.add_argument("--out", type=Path, required=True, help="the PDF to write")
    parser.add_argument("--truth", type=Path, help="the JSON file to write what the PDF says to")
    options = parser.parse_args()
    seed = options.layout.removeprefix("random:")
    if options.layout not in PRESETS and not (options.layout.startswith("random:") and seed.isdigit()):
        parser.error(f"no layout {options.layout!r}; there are {', '.join(PRESETS)} and random:SEED")
    layout = PRESETS[options.layout] if options.layout in PRESETS else random_layout(int(seed))
    result = typeset(load_data(options.data), layout)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(result.pdf)
    if options.truth:
        options.truth.write_text(truth_json(result.truth), encoding="utf-8")


if __name__ == "__main__":
    main()

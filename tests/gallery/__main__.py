"""`python -m tests.gallery OUTDIR --seed 1 --charts 600` draws charts and writes down what they show."""

import argparse
import itertools
import json
from dataclasses import asdict
from pathlib import Path

from tests.gallery import with_browser, with_matplotlib
from tests.gallery.specs import make_specs

# Each of the seven kinds three times in a file.
_CHARTS_A_FILE = 21
_FILES_A_SEED = 1000
_WRITERS = {"matplotlib": with_matplotlib.draw, "browser": with_browser.draw}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--charts", type=int, default=600)
    arguments = parser.parse_args()
    arguments.outdir.mkdir(parents=True, exist_ok=True)
    truth = write_gallery(arguments.outdir, arguments.seed, arguments.charts)
    (arguments.outdir / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")


def write_gallery(outdir: Path, seed: int, count: int) -> dict[str, list[dict[str, object]]]:
    """Draws the charts and the pages without any; returns the charts of each file, in the order of drawing."""
    with_browser.decoys(outdir / "decoys.pdf")
    truth: dict[str, list[dict[str, object]]] = {"decoys.pdf": []}
    shares = (count - count // 2, count // 2)
    # Every file has a seed of its own; consecutive ones, because the kind of font hangs on odd and even.
    seeds = itertools.count(seed * _FILES_A_SEED)
    for (writer, draw), share in zip(_WRITERS.items(), shares, strict=True):
        for first in range(0, share, _CHARTS_A_FILE):
            specs = make_specs(next(seeds), min(_CHARTS_A_FILE, share - first))
            name = f"{writer}-{specs[0].seed}.pdf"
            truth[name] = [asdict(chart) for chart in draw(specs, outdir / name)]
            print(f"{name}: {len(specs)} charts")
    return truth


if __name__ == "__main__":
    main()

"""What several tests share: the folder of real reports, where it is given."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from pipeline.run import run
from tests.fixtures.once import once, run_once
from tests.fixtures.workers import in_one_process

SAMPLE = Path(__file__).parents[1] / "raw_pdfs" / "regionkoordinatorerna-2024-facsimile.pdf"

settings.register_profile("fuzz", max_examples=2000)
"""For `make fuzz`."""

Published = Callable[[str], Path]
"""From a layout of the 2024 report to the folder of the run that loaded it, which all tests share."""


@pytest.fixture(scope="session")
def published(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The 2024 report as it is loaded in layout ``a`` or ``b``, each by a run of its own."""

    def loaded(layout: str) -> Path:
        name = f"rk-2024-{layout}"
        out, outcomes = run_once(tmp_path_factory, name, [corpus / f"{name}.pdf"])
        assert outcomes == {"regionkoordinatorerna-2024": "loaded"}
        return out

    return loaded


@pytest.fixture(scope="module")
def in_this_process() -> Iterator[None]:
    """Runs without worker processes, for tests that are not about these."""
    with in_one_process():
        yield


@pytest.fixture(scope="session")
def loaded_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample report, made once for all tests, without expectation suites; none changes it."""

    def make(out: Path) -> None:
        with in_one_process(suites=False):
            assert run([SAMPLE], out).is_good

    return once(tmp_path_factory, "sample", make) / SAMPLE.stem


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real reports, which are not part of the repository."""
    folder = os.environ.get("PIPELINE_CORPUS")
    if not folder:
        pytest.skip("PIPELINE_CORPUS names no folder of real reports")
    return Path(folder)

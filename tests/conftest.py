"""What several tests share: the folder of real reports, where it is given."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("fuzz", max_examples=2000)
"""For `make fuzz`."""


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real reports, which are not part of the repository."""
    folder = os.environ.get("PIPELINE_CORPUS")
    if not folder:
        pytest.skip("PIPELINE_CORPUS names no folder of real reports")
    return Path(folder)

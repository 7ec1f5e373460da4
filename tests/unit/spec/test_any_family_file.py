"""Whatever a family file says, it is a family or one line that says what is wrong; and a family harms no run."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from pipeline.errors import PipelineError, SpecError
from pipeline.normalise.identify import identify
from pipeline.run import Extraction, read_report, understand
from pipeline.spec.loading import FAMILY_FILE, Family, load_family
from pipeline.validate.validator import validate
from tests.fixtures import pdfs
from tests.fixtures.reports import report
from tests.fuzz.family_files import changed_families, spoilt_texts

# Each example reads a family file of a thousand lines, which takes a quarter of a second; nobody reads a shrunken one.
few = settings(
    max_examples=settings().max_examples // 4,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)


@pytest.fixture(scope="module")
def small_report(tmp_path_factory: pytest.TempPathFactory) -> Extraction:
    return read_report(pdfs.write(tmp_path_factory.mktemp("report"), "a.pdf", report()))


def loaded(name: str, text: str) -> Family | None:
    """The family of a file, if it is one; else it was refused in one line that names the file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name / FAMILY_FILE
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        try:
            return load_family(path.parent)
        except SpecError as error:
            refused = str(error)
    assert refused.startswith(f"families/{name}/")
    assert "\n" not in refused
    return None


@few
@example(("x", "a: 2024-13-45"))
@example(("x", "[" * 3000))
@example(("x", "a: !!float ."))
@example(("x", "a: !!python/object/apply:os.system [ls]"))
@given(spoilt_texts())
def test_any_text_is_a_family_or_refused_in_one_line(spoilt: tuple[str, str]) -> None:
    loaded(*spoilt)


@few
@given(changed_families())
def test_a_family_that_is_loaded_can_be_used(small_report: Extraction, changed: tuple[str, str]) -> None:
    family = loaded(*changed)
    if family is None:
        return
    try:
        claimed, _ = identify(small_report.document, (family,), "1")
    except PipelineError:
        return
    normalised = understand(small_report, claimed, family)
    validate(normalised, small_report.document, family, claimed.edition_year)

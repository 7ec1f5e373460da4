"""A run that coverage guides (Atheris): ``python -m tests.fuzz.guided numerals -max_total_time=60``.

Texts that reach code which no earlier one reached are kept and changed further. The parsers are pure functions, so a
fault is any error that they do not raise on purpose, or a result that contradicts what was read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["pipeline", "yaml"]):
    from pipeline.errors import SpecError
    from pipeline.extract.extractor import find_blocks
    from pipeline.extract.lines import fragments_of
    from pipeline.extract.text_lines import text_lines
    from pipeline.normalise.auto.number_formats import Decimals, as_swedish, printed_number, read_number
    from pipeline.normalise.number_words import parse_cardinal, parse_ordinal
    from pipeline.normalise.numerals import parse_count, parse_number
    from pipeline.normalise.quantities import find_quantities
    from pipeline.spec.loading import FAMILY_FILE, load_family
    from tests.fixtures import pages

LONGEST_TEXT = 400


def numerals(data: bytes) -> None:
    """Numbers, in digits and words, of any text."""
    text = atheris.FuzzedDataProvider(data).ConsumeUnicodeNoSurrogates(LONGEST_TEXT)
    for quantity in find_quantities(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
    for parse in (parse_number, parse_count, parse_cardinal, parse_ordinal, printed_number):
        parse(text)
    for decimals in Decimals:
        as_swedish(text, decimals)
        read_number(text, decimals)


def family_files(data: bytes) -> None:
    """A family, or one line that says why it is none."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x" / FAMILY_FILE
        path.parent.mkdir()
        path.write_bytes(data)
        refused = ""
        try:
            load_family(path.parent)
        except SpecError as error:
            refused = str(error)
    assert "\n" not in refused


def text_order(data: bytes) -> None:
    """Words anywhere on a page: each is in one line, and all are put in an order."""
    drawn = atheris.FuzzedDataProvider(data)
    words = [
        pages.word(
            drawn.PickValueInList(["Kvinnor", "69", "....", "(35", "a-", "1", "Figur 1.", "\u2022"]),
            drawn.ConsumeIntInRange(0, 595),
            drawn.ConsumeIntInRange(0, 842),
            drawn.PickValueInList([0.5, 6, 10, 10, 24, 300]),
        )
        for _ in range(drawn.ConsumeIntInRange(0, 24))
    ]
    page = pages.page(words)
    find_blocks(pages.document(page))
    fragments = fragments_of(page)
    lines = text_lines(fragments)
    assert sorted(one.text for line in lines for one in line.fragments) == sorted(one.text for one in fragments)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "numerals": numerals,
    "families": family_files,
    "order": text_order,
}


def main() -> None:
    """Run a target with the options of libFuzzer that follow its name."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"python -m tests.fuzz.guided {'|'.join(TARGETS)} [-max_total_time=SECONDS] [FOLDER OF TEXTS]")
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()


if __name__ == "__main__":
    main()

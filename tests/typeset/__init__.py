"""A typesetter: any consistent set of figures in, a designed report PDF and its truth out.

It shares no code and no vocabulary with the pipeline, so that what the pipeline reads from such a PDF can be held
against what was put into it.

    data = load_data(Path("tests/typeset/data/regionkoordinatorerna-2024.yml"))
    misprint = with_value(data, "form_boxes", "labour.men", Decimal(123))
    report = typeset(misprint, PRESETS["plain_table"])
    report.pdf, report.truth.numbers
"""

from tests.typeset.layout import Layout
from tests.typeset.layouts import PRESETS, random_layout
from tests.typeset.loading import load_data
from tests.typeset.model import Block, Group, Number, ReportData, with_value, without_note
from tests.typeset.report import Typeset, typeset
from tests.typeset.truth import Box, Chart, NumberPrint, TextNumber, Truth, truth_json

__all__ = [
    "PRESETS",
    "Block",
    "Box",
    "Chart",
    "Group",
    "Layout",
    "Number",
    "NumberPrint",
    "ReportData",
    "TextNumber",
    "Truth",
    "Typeset",
    "load_data",
    "random_layout",
    "truth_json",
    "typeset",
    "with_value",
    "without_note",
]

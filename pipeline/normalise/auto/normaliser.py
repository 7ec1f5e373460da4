"""The order of the room: how numbers are written, then blocks, charts and sentences, then what is left over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model.chart import Chart
from pipeline.model.document import Document
from pipeline.model.observation import Normalised, Region, SourceKind, numbered
from pipeline.model.printed import PassageKind, Printed
from pipeline.model.report import Report
from pipeline.model.span import Span
from pipeline.normalise.auto.labelled import AutoBlock, auto_blocks, contents_of
from pipeline.normalise.auto.languages import language_of
from pipeline.normalise.auto.leftovers import Places, token_readings
from pipeline.normalise.auto.number_formats import decimals_of
from pipeline.normalise.auto.report_name import auto_report
from pipeline.normalise.auto.rows import Cube, of_blocks, of_charts, of_sentences
from pipeline.normalise.auto.sentences import SENTENCES, told_in
from pipeline.normalise.auto.years import year_of_document


def auto_identify(document: Document, printed: Printed, vintage: str) -> Report:
    """The report that a file is by its name and by the year that it tells."""
    texts = [passage.text for passage in printed.passages if passage.kind is not PassageKind.LINK]
    return auto_report(document, year_of_document(document, texts).year, vintage)


def normalise_auto(printed: Printed, report: Report) -> Normalised:
    """Every number of a table, list, pair, chart or sentence, with its labels as printed and no code claimed."""
    charts = _named_charts(printed.charts)
    blocks = _without_charts(auto_blocks(printed.blocks, printed.grids, _furniture(printed)), printed.charts)
    texts = [passage for passage in printed.passages if passage.kind in SENTENCES]
    language = language_of(passage.text for passage in texts)
    decimals = decimals_of(_columns(blocks, printed.charts), (passage.text for passage in texts))
    cube = Cube(report, decimals)
    told = (one for passage in printed.passages for one in told_in(passage, decimals, language))
    observations = (*of_blocks(blocks, cube), *of_charts(charts, cube), *of_sentences(told, cube))
    places = Places.of(blocks, printed.charts, contents_of(printed.blocks))
    return Normalised(
        observations=numbered(observations),
        regions=tuple(Region(one.block_id, one.page, one.region) for one in blocks),
        unknown_labels=(),
        classes_named=(),
        tokens=tuple(
            token for passage in printed.passages for token in token_readings(passage, decimals, language, places)
        ),
        charts=tuple((name, chart) for name, chart in charts),
        unread=printed.unread,
    )


def _furniture(printed: Printed) -> list[Span]:
    """Running heads and feet."""
    found = (passage for passage in printed.passages if passage.kind is PassageKind.FURNITURE and passage.text.strip())
    return [passage.span(0, len(passage.text)) for passage in found]


def _named_charts(charts: Sequence[Chart]) -> list[tuple[str, Chart]]:
    counted: Counter[int] = Counter()
    named = []
    for chart in charts:
        counted[chart.page] += 1
        named.append((f"chart_p{chart.page}_{counted[chart.page]}", chart))
    return named


def _without_charts(blocks: Iterable[AutoBlock], charts: Sequence[Chart]) -> list[AutoBlock]:
    """The blocks without numbers that stand at a mark of a chart, or inside a chart where no table is."""
    at_marks = {(mark.label.page, mark.label.bbox) for chart in charts for mark in chart.marks if mark.label}
    kept = []
    for block in blocks:
        own = tuple(
            one
            for one in block.numbers
            if (one.number.page, one.number.bbox) not in at_marks
            and (block.kind is SourceKind.TABLE or not _in_chart(one.number, charts))
        )
        if own:
            kept.append(replace(block, numbers=own))
    return kept


def _in_chart(span: Span, charts: Iterable[Chart]) -> bool:
    return any(chart.page == span.page and chart.bbox.holds_centre_of(span.bbox) for chart in charts)


def _columns(blocks: Iterable[AutoBlock], charts: Iterable[Chart]) -> Iterator[list[str]]:
    """The numbers that stand together: by columns of tables, and those printed at the marks of a chart."""
    for block in blocks:
        by_column: dict[tuple[str, ...], list[str]] = {}
        for one in block.numbers:
            by_column.setdefault(one.column, []).append(one.number.text)
        yield from by_column.values()
    for chart in charts:
        yield [mark.label.text for mark in chart.marks if mark.label]

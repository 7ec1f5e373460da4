"""The order of the room: blocks to codes, codes to observations, labels elsewhere to the classes that they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.model.chart import Chart
from pipeline.model.geometry import BBox, hull
from pipeline.model.observation import UNEXPLAINED, Codes, Normalised, Region, TokenReading, UnknownLabel, numbered
from pipeline.model.printed import Block, Passage, PassageKind, Printed
from pipeline.model.report import Report
from pipeline.model.span import Span
from pipeline.normalise.asides import (
    ages_in_labels,
    contents_numbers,
    in_line_with_ticks,
    legend_names,
    nameless_marks,
    names_with_digits,
    set_aside,
)
from pipeline.normalise.captioned import charts_captioned
from pipeline.normalise.chart_values import observations_of_charts
from pipeline.normalise.charts import CodedChart, code_charts, unknown_names
from pipeline.normalise.coding import CodedBlock
from pipeline.normalise.crosstabs import code_crosstabs, observations_of_crosstabs, unknown_headings
from pipeline.normalise.dispositions import disposition
from pipeline.normalise.labels import Lexicon, lexicon_of
from pipeline.normalise.nameless_charts import name_charts
from pipeline.normalise.page_words import page_words
from pipeline.normalise.prose.new_words import with_new_words
from pipeline.normalise.prose.observe import observations_of_prose, statements_of_prose, without_broken_numbers
from pipeline.normalise.prose.reader import PassageReading, read_prose
from pipeline.normalise.recognition import code_blocks
from pipeline.normalise.sentences import mentions_of, observations_of_sentences
from pipeline.normalise.tidy import observations_of
from pipeline.normalise.tokens import tokens_of
from pipeline.normalise.years import years_beside_words
from pipeline.spec.loading import Family
from pipeline.spec.schema import FamilySpec

# An axis or legend names at least this many classes of one vocabulary; fewer may be words that only look like labels.
FEWEST_NAMED = 3

NO_FAMILY = "no family says what it counts"
NAMELESS_MARK = "nameless_mark"


def normalise(printed: Printed, report: Report, family: Family) -> Normalised:
    """Everything that the family understands of what is printed."""
    spec, lexicon = family.spec, lexicon_of(family, report.edition_year)
    years = years_beside_words(printed.passages, report.edition_year)
    blocks = code_blocks(printed.blocks, spec, lexicon, years, printed.captions)
    regions = tuple(_region(block) for block in blocks if block.entries)
    texts = ((passage.kind, passage.text) for passage in printed.passages)
    words = page_words(printed.passages)
    charts = code_charts(printed, words, spec, lexicon)
    tables = code_crosstabs(printed.crosstabs, words, report, spec, lexicon)
    asides = (
        *mentions_of(printed.passages, spec),
        *names_with_digits(charts, tables, printed.passages, report, spec),
        *ages_in_labels(one.printed for one in blocks),
        *legend_names(charts, printed.passages, spec, lexicon),
        *contents_numbers(printed.passages),
        *in_line_with_ticks(printed.passages),
    )
    unknown = tuple(_unknown_labels(blocks, lexicon))
    drawn_names = unknown_names(charts, spec, lexicon)
    speaking = with_new_words(family, report.edition_year, unknown, drawn_names)
    read = zip(printed.passages, read_prose(texts, speaking, report.edition_year), strict=True)
    readings = [(passage, without_broken_numbers(passage, reading)) for passage, reading in read]
    told = (
        *observations_of(blocks, report, spec),
        *observations_of_crosstabs(tables, report, spec),
        *observations_of_sentences(printed.passages, report, spec),
        *observations_of_prose(readings, report, spec),
    )
    tokens = set_aside((token for one in readings for token in _token_readings(*one)), asides)
    named = dict(name_charts(printed.charts, printed.captions, told, report, spec))
    coded = {one.chart: one.block_id for one in (*charts, *named.values())}
    drawn = (*told, *observations_of_charts((*charts, *named.values()), told, report, spec))
    return Normalised(
        observations=numbered(drawn),
        regions=(*regions, *(table.region for table in tables)),
        unknown_labels=(
            *unknown,
            *unknown_headings(tables),
            *drawn_names,
        ),
        classes_named=tuple(_classes_named(printed.labels, regions, spec, lexicon)),
        tokens=set_aside(tokens, nameless_marks(printed.charts), NAMELESS_MARK),
        statements=tuple(statements_of_prose(readings, report, spec)),
        charts=tuple((coded.get(one, ""), one) for one in _with_names(printed.charts, named)),
        unread=printed.unread,
        unclaimed=_unclaimed(printed.blocks, blocks),
        captions=tuple(charts_captioned(printed, regions, spec, lexicon)),
    )


def _with_names(charts: Iterable[Chart], named: Mapping[Chart, CodedChart]) -> Iterable[Chart]:
    return (named[chart].chart if chart in named else chart for chart in charts)


def _unclaimed(printed: Sequence[Block], coded: Sequence[CodedBlock]) -> tuple[Block, ...]:
    claimed = {entry.number for one in coded for entry in one.printed.entries}
    return tuple(one for one in printed if claimed.isdisjoint(entry.number for entry in one.entries))


def normalise_unknown(printed: Printed) -> Normalised:
    """What numerals tell by themselves in a document that no family recognises."""
    tokens = (token for passage in printed.passages for token in _token_readings(passage, PassageReading()))
    return Normalised(
        observations=(),
        regions=(),
        unknown_labels=(),
        classes_named=(),
        tokens=tuple(
            replace(token, reason=NO_FAMILY) if token.disposition == UNEXPLAINED else token for token in tokens
        ),
        unread=printed.unread,
    )


def _token_readings(passage: Passage, reading: PassageReading) -> Iterable[TokenReading]:
    for token in tokens_of(passage):
        is_value = token.quantity.upper is None and passage.kind is not PassageKind.MARK
        value = token.quantity.value if is_value else None
        yield TokenReading(token.span, passage.kind, value, *disposition(token, passage, reading))


def _region(block: CodedBlock) -> Region:
    """The room of the entries; of a ruled table the whole of it."""
    if block.printed.layout.is_table:
        return Region(block.block_id, block.printed.page, block.printed.region)
    boxes: list[BBox] = []
    for coded in block.entries:
        boxes.extend((*coded.entry.number.boxes, *coded.entry.label.boxes))
    return Region(block.block_id, block.printed.page, hull(boxes))


def _unknown_labels(blocks: Iterable[CodedBlock], lexicon: Lexicon) -> Iterable[UnknownLabel]:
    seen = set()
    for block in blocks:
        for coded in block.entries:
            for vocabulary, text in coded.unknown:
                if (block.block_id, vocabulary, text) not in seen:
                    seen.add((block.block_id, vocabulary, text))
                    span = next(one for one in (coded.entry.label, *coded.entry.headings) if one.text == text)
                    yield lexicon.unknown(block.block_id, vocabulary, span)


def _classes_named(
    labels: Sequence[Span], regions: Sequence[Region], spec: FamilySpec, lexicon: Lexicon
) -> Iterable[tuple[str, tuple[Codes, ...]]]:
    outside = [
        label
        for label in labels
        if not any(region.page == label.page and region.bbox.grown(1).holds_centre_of(label.bbox) for region in regions)
    ]
    for name, block in spec.blocks.items():
        if block.group is None:
            continue
        by_page: defaultdict[int, set[Codes]] = defaultdict(set)
        for label in outside:
            if meaning := lexicon.meaning(block.group, label.text):
                by_page[label.page].add(tuple(sorted(meaning.items())))
        named = {codes for found in by_page.values() if len(found) >= FEWEST_NAMED for codes in found}
        yield name, tuple(sorted(named))

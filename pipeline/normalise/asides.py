"""Numbers that are no statistics: in names of the family's open lists, in its fixed phrases, in a list of contents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model.chart import Chart
from pipeline.model.observation import UNEXPLAINED, TokenReading
from pipeline.model.printed import Block, Passage, PassageKind, squashed
from pipeline.model.report import Report
from pipeline.model.span import Span
from pipeline.normalise.charts import CodedChart
from pipeline.normalise.crosstabs import CodedCrosstab
from pipeline.normalise.dispositions import AN_AGE
from pipeline.normalise.labels import Lexicon
from pipeline.spec.schema import FamilySpec

NAME = "part of a name"
SERIES = "name of a series"
OF_CONTENTS = "where a list of contents sends to"

# General words over a list of contents.
CONTENTS_WORDS = frozenset({"innehåll", "innehållsförteckning", "contents", "tableofcontents"})

OF_AN_AXIS = "in line with the ticks of an axis"
NAMELESS = "at a mark of a chart whose names are no text"

NUMBERS_ALONE = re.compile(r"(?:\d+(?:[.,]\d+)?\s?%?\s*)+")
_AGES = re.compile(r"\d{1,3}(?:\s?[-\u2013]\s?\d{1,3})?\s?år\b")
FEWEST_TICKS = 3
SAME_LINE_PT = 1.0


Aside = tuple[Span, str]
"""A place whose numbers are no statistics, and why."""


def names_with_digits(
    charts: Iterable[CodedChart],
    tables: Iterable[CodedCrosstab],
    passages: Sequence[Passage],
    report: Report,
    spec: FamilySpec,
) -> Iterator[Aside]:
    """Headings and legends that name a class of an open list, and the report's own unit wherever it is named."""
    is_open = {name for name, dimension in spec.dimensions.items() if dimension.open}
    for table in tables:
        for heading in table.headings:
            if is_open & heading.codes.keys():
                yield from ((span, NAME) for span in heading.spans)
    for chart in charts:
        for mark in chart.marks:
            if is_open & mark.codes.keys():
                yield from ((span, NAME) for span in (mark.mark.series, mark.mark.category) if span is not None)
    if report.unit:
        name = re.compile(r"\s+".join(map(re.escape, report.unit.split())), re.IGNORECASE)
        for passage in passages:
            yield from ((passage.span(*match.span()), NAME) for match in name.finditer(passage.text))


def ages_in_labels(blocks: Iterable[Block]) -> Iterator[Aside]:
    """Labels and headings whose numbers are ages, on however many lines (``Flickor under 18``, then ``år``)."""
    texts = (text for block in blocks for entry in block.entries for text in (entry.label, *entry.headings))
    for text in dict.fromkeys(texts):
        if _AGES.search(text.text) and not re.search(r"\d", _AGES.sub("", text.text)):
            yield text, AN_AGE


def nameless_marks(charts: Iterable[Chart]) -> Iterator[Aside]:
    """Values at the marks of charts whose names are all outlines or pictures: no text tells what they count."""
    for chart in charts:
        if not chart.categories and not chart.legend:
            yield from ((one.label, NAMELESS) for one in chart.marks if one.label is not None)


def set_aside(
    tokens: Iterable[TokenReading], asides: Iterable[Aside], disposition: str = "other"
) -> tuple[TokenReading, ...]:
    """The tokens, those that nothing else explains with the reason of the place that they stand in.

    Of an age the place tells more than its label does: the name of a unit.
    """
    every = list(tokens)
    places = [(part, reason) for span, reason in asides for part in (span, *span.overflow)]
    return tuple(
        replace(token, disposition=disposition, reason=reason)
        if (token.disposition == UNEXPLAINED or token.reason == AN_AGE) and (reason := _reason(token, places))
        else token
        for token in every
    )


def _reason(token: TokenReading, places: Iterable[Aside]) -> str:
    return next((reason for span, reason in places if _stands_in(token.span, span)), "")


def _stands_in(token: Span, place: Span) -> bool:
    return token.page == place.page and any(box.grown(1).holds_centre_of(token.boxes[0]) for box in place.boxes)


def legend_names(
    charts: Iterable[CodedChart], passages: Sequence[Passage], spec: FamilySpec, lexicon: Lexicon
) -> Iterator[Aside]:
    """Names of answers and the like that are numbers, in line with the legend of a chart."""
    for coded in charts:
        vocabulary = spec.charts[coded.block_id].series
        legend = [span for _, span in coded.chart.legend]
        if vocabulary is None or not legend or not lexicon.is_telling(vocabulary):
            continue
        for passage in passages:
            if lexicon.meaning(vocabulary, passage.text) is not None:
                span = passage.span(0, len(passage.text))
                if any(span.page == one.page and span.bbox.y_overlap(one.bbox) > 0 for one in legend):
                    yield span, SERIES


def in_line_with_ticks(passages: Sequence[Passage]) -> Iterator[Aside]:
    """Numbers alone at the level, or at the right edge, of several ticks of an axis that is spaced unevenly there."""
    ticks = [one.span(0, len(one.text)) for one in passages if one.kind is PassageKind.AXIS]
    for passage in passages:
        if passage.kind is not PassageKind.LABEL or not NUMBERS_ALONE.fullmatch(passage.text):
            continue
        span = passage.span(0, len(passage.text))
        beside = [one.bbox for one in ticks if one.page == span.page]
        level = sum(abs(one.y_mid - span.bbox.y_mid) <= SAME_LINE_PT for one in beside)
        edge = sum(abs(one.x1 - span.bbox.x1) <= SAME_LINE_PT for one in beside)
        if max(level, edge) >= FEWEST_TICKS:
            yield span, OF_AN_AXIS


def contents_numbers(passages: Sequence[Passage]) -> Iterator[Aside]:
    """Everything on pages that hold a list of contents, by the heading over it."""
    pages = {_page(passage) for passage in passages if squashed(passage.text) in CONTENTS_WORDS}
    for passage in passages:
        if _page(passage) in pages:
            yield passage.span(0, len(passage.text)), OF_CONTENTS


def _page(passage: Passage) -> int:
    return next(place.page for place in passage.places if place)

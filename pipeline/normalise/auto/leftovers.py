"""What became of the numeric tokens from which no row was read, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.chart import Chart
from pipeline.model.geometry import BBox
from pipeline.model.observation import UNEXPLAINED, TokenReading
from pipeline.model.printed import Passage, PassageKind
from pipeline.model.span import Span
from pipeline.normalise.auto.labelled import AutoBlock
from pipeline.normalise.auto.languages import Language, english_name
from pipeline.normalise.auto.number_formats import Decimals
from pipeline.normalise.auto.sentences import SENTENCES, swedish_copy
from pipeline.normalise.dispositions import disposition
from pipeline.normalise.prose.reader import PassageReading
from pipeline.normalise.tokens import tokens_of

OPEN_MARK = "its comma or point may part decimals or thousands, and no other number of the file tells which"
CONTENTS = "page in a table of contents"
NAMES = "part of a label or heading"
NO_SINGLE_NUMBER = "no single number: a range, a code or several numbers together"
IN_HEADING = "a number in a heading"
IN_CHART = "stands in a chart, at none of its marks"
NO_LABEL = "no label, heading or sentence says what it is"
NOT_UNDERSTOOD = "what its sentence says of it was not understood"
NAMED = "number of a section, figure, day or the like"


@dataclass(frozen=True, slots=True)
class Places:
    """Where labels, the numbers of blocks, charts and pages of contents stand, by page."""

    names: dict[int, list[BBox]]
    numbers: dict[int, list[Span]]
    charts: dict[int, list[BBox]]
    contents: dict[int, list[BBox]]

    @classmethod
    def of(cls, blocks: Sequence[AutoBlock], charts: Sequence[Chart], contents: Iterable[Span]) -> Places:
        """The places of the blocks and charts of a document, and of the pages in its table of contents."""
        found = cls({}, {}, {}, {})
        for span in contents:
            found.contents.setdefault(span.page, []).extend(span.boxes)
        named = [span for block in blocks for span in block.names]
        named += [name for chart in charts for mark in chart.marks for name in (mark.category, mark.series) if name]
        for span in (*named, *(span for chart in charts for span in chart.categories)):
            found.names.setdefault(span.page, []).extend(span.boxes)
        for block in blocks:
            for one in block.numbers:
                found.numbers.setdefault(one.number.page, []).append(one.number)
        for chart in charts:
            found.charts.setdefault(chart.page, []).append(chart.bbox)
        return found

    def names_at(self, span: Span) -> bool:
        """Whether a label or heading stands there."""
        return any(box.holds_centre_of(span.boxes[0]) for box in self.names.get(span.page, ()))

    def number_at(self, span: Span) -> Span | None:
        """The number of a block that a token is (a part of)."""
        numbers = self.numbers.get(span.page, ())
        return next((one for one in numbers if any(box.holds_centre_of(span.boxes[0]) for box in one.boxes)), None)

    def contents_at(self, span: Span) -> bool:
        """Whether it is a page in a table of contents."""
        return any(box.holds_centre_of(span.boxes[0]) for box in self.contents.get(span.page, ()))

    def chart_at(self, span: Span) -> bool:
        """Whether it stands inside a chart."""
        return any(box.holds_centre_of(span.boxes[0]) for box in self.charts.get(span.page, ()))


def token_readings(passage: Passage, decimals: Decimals, language: Language, places: Places) -> Iterator[TokenReading]:
    """Every numeric token of a passage, and what it is where no row is read from it."""
    copy, still_open = swedish_copy(passage, decimals)
    for token in tokens_of(copy):
        if language is Language.ENGLISH and not any(char.isdecimal() for char in token.span.text):
            continue  # Swedish number words are none in English
        span = passage.span(token.start, token.end)
        is_still_open = any(token.start <= at < token.end for at in still_open)
        value = token.quantity.value if token.quantity.upper is None and not is_still_open else None
        told, reason = disposition(token, passage, PassageReading())
        named = english_name(passage.text, token.start, token.end) if language is Language.ENGLISH else None
        if told == UNEXPLAINED and is_still_open:
            reason = OPEN_MARK
        elif told == UNEXPLAINED and named:
            told, reason = named, NAMED
        elif told == UNEXPLAINED:
            told, reason = _left(span, passage, places)
        yield TokenReading(span, passage.kind, value, told, reason)


def _left(span: Span, passage: Passage, places: Places) -> tuple[str, str]:
    """What a token is from which no number was read, or why nothing is known of it."""
    if places.number_at(span) is not None:
        return UNEXPLAINED, NO_SINGLE_NUMBER
    if places.contents_at(span):
        return "page_number", CONTENTS
    if places.names_at(span):
        return "other", NAMES
    return UNEXPLAINED, _why_not(span, passage, places)


def _why_not(span: Span, passage: Passage, places: Places) -> str:
    if passage.kind is PassageKind.HEADING:
        return IN_HEADING
    if places.chart_at(span):
        return IN_CHART
    return NOT_UNDERSTOOD if passage.kind in SENTENCES else NO_LABEL

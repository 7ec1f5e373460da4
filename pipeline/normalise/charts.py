"""Charts to coded charts: which chart of the family it is, and the codes of every mark."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.chart import Chart, Mark, ScaleSource
from pipeline.model.geometry import BBox, hull
from pipeline.model.observation import NEW, UnknownLabel
from pipeline.model.printed import Caption, Passage, PassageKind, Printed, squashed
from pipeline.model.span import Span
from pipeline.normalise.labels import Lexicon, Meaning, is_begun_by
from pipeline.normalise.page_words import PageWords
from pipeline.spec.schema import ChartSpec, FamilySpec

# A chart is taken for one of the family if at least this part of its marks have names, and of these are known there.
KNOWN_SHARE = 0.5

# Names of bars stand this near to them, in points.
NAMES_WITHIN_PT = 130.0

# A title without a number stands this near to its chart and legend, in points.
TITLE_WITHIN_PT = 36.0

PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class CodedMark:
    """A mark with its codes; ``row`` and ``group`` are the names that gave them, ``unknown`` those that are new."""

    mark: Mark
    codes: Mapping[str, str]
    row: str
    group: str
    unknown: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class CodedChart:
    """A chart that the family knows; marks of its residual slices are left out."""

    block_id: str
    chart: Chart
    marks: tuple[CodedMark, ...]


def code_charts(printed: Printed, words: PageWords, spec: FamilySpec, lexicon: Lexicon) -> tuple[CodedChart, ...]:
    """The charts of the family among all that are drawn, each in the block of the description that it fits best."""
    coded = []
    charts, titles = printed.charts, tuple(titles_of(printed.passages))
    written = tuple(dict.fromkeys(name.text for chart in charts for name in chart.categories))
    for chart in charts:
        if chart.scale.source is ScaleSource.NONE:
            continue  # proportions of each other: nothing says of what
        caption = squashed(caption_of(chart, printed.captions) or _text_of(title_of(chart, titles)))
        shares = {
            name: _known_share(chart, one, lexicon)
            for name, one in spec.charts.items()
            if _may_be(chart, one)
            and _says(caption, one, spec)
            and words.said(chart.page, one.said)
            and words.told(one.told)
        }
        name = max(shares, key=lambda one: shares[one], default=None)
        if name is not None and shares[name] >= KNOWN_SHARE:
            coded.append(CodedChart(name, chart, tuple(_marks(chart, spec.charts[name], written, lexicon))))
    return tuple(coded)


def is_share(chart: Chart) -> bool:
    """Whether a chart tells shares in percent."""
    return chart.scale.unit == PERCENT


def _may_be(chart: Chart, spec: ChartSpec) -> bool:
    """Whether a chart is in percent where the family says that it is, and not where it tells means."""
    return not (spec.mean if is_share(chart) else spec.shares)


def caption_of(chart: Chart, captions: Iterable[Caption]) -> str:
    """The caption right above or below the chart, and the room of its names where none can be read."""
    box = chart.bbox
    room = box if chart.categories else BBox(box.x0 - NAMES_WITHIN_PT, box.top, box.x1, box.bottom)
    near = [
        (min(abs(chart.bbox.top - one.span.bbox.bottom), abs(one.span.bbox.top - chart.bbox.bottom)), one)
        for one in captions
        if one.span.page == chart.page and one.span.bbox.x_overlap(room) > 0
    ]
    return min(near, key=lambda pair: pair[0])[1].span.text if near else ""


def titles_of(passages: Iterable[Passage]) -> Iterator[Span]:
    """Texts that may be the title of a chart: they stand by themselves."""
    return (
        one.span(0, len(one.text))
        for one in passages
        if one.kind in {PassageKind.LABEL, PassageKind.HEADING} and one.text
    )


def title_of(chart: Chart, titles: Iterable[Span]) -> Span | None:
    """The text nearest above or below a chart and its legend, where no caption is numbered."""
    box = hull((chart.bbox, *(box for span in chart.spans for box in span.boxes)))
    near = [
        (max(box.top - one.bbox.bottom, one.bbox.top - box.bottom), one.text, one)
        for one in titles
        if one.page == chart.page and one.bbox.x_overlap(box) > 0
    ]
    beside = [each for each in near if 0 <= each[0] <= TITLE_WITHIN_PT]
    return min(beside, key=lambda each: each[:2])[2] if beside else None


def _text_of(title: Span | None) -> str:
    return "" if title is None else title.text


def _says(caption: str, chart: ChartSpec, spec: FamilySpec) -> bool:
    """Whether a caption has what that of the chart has, and not what tells another chart as well."""
    if not chart.caption:
        return True
    said = {squashed(one.caption) for one in spec.charts.values() if one.caption and squashed(one.caption) in caption}
    return said == {squashed(chart.caption)}


def _known_share(chart: Chart, spec: ChartSpec, lexicon: Lexicon) -> float:
    """The part of the chart's names that the description's vocabularies know; none where few marks have a name."""
    named = sum(mark.category is not None for mark in chart.marks)
    if named < KNOWN_SHARE * len(chart.marks):
        return 0.0
    names = [(spec.categories, one.text) for one in dict.fromkeys(mark.category for mark in chart.marks) if one]
    if spec.series is not None:
        names += [(spec.series, one.text) for one in dict.fromkeys(mark.series for mark in chart.marks) if one]
    if not names or (spec.series is not None and all(mark.series is None for mark in chart.marks)):
        return 0.0
    telling = [one for one in names if lexicon.is_telling(one[0])]
    known = [one for one in telling if _is_residual(one[1], spec) or _is_known(*one, lexicon)]
    return len(known) / len(telling) if telling else 0.0


def _is_known(vocabulary: str, text: str, lexicon: Lexicon) -> bool:
    return lexicon.meaning(vocabulary, text) is not None or bool(lexicon.completions(vocabulary, text))


def _is_residual(text: str, spec: ChartSpec) -> bool:
    return squashed(text) in {squashed(label) for label in spec.residual}


def _marks(chart: Chart, spec: ChartSpec, written: Sequence[str], lexicon: Lexicon) -> Iterator[CodedMark]:
    """The marks whose category and series are told, and told of no other mark of the chart.

    ``written`` are the names of categories in all charts.
    """
    names = [mark.category for mark in chart.marks if mark.category is not None]
    whole = {name: _whole(name, chart, spec, written, lexicon) for name in names}
    coded = []
    for mark in chart.marks:
        if mark.category is None or (spec.series is not None and mark.series is None):
            continue
        category = whole[mark.category]
        if category is None or _is_residual(mark.category.text, spec):
            continue
        unknown: list[tuple[str, Span]] = []
        codes = {**spec.codes, **(category or _meaning(spec.categories, mark.category, lexicon, unknown))}
        if spec.series is not None and mark.series is not None:
            codes |= _meaning(spec.series, mark.series, lexicon, unknown)
        series = mark.series.text if mark.series is not None else ""
        row, group = (series, mark.category.text) if series else (mark.category.text, "")
        coded.append(CodedMark(mark, codes, row, group, tuple(unknown)))
    yield from _told_once(coded)


def _told_once(marks: Sequence[CodedMark]) -> Iterator[CodedMark]:
    """Marks of which no other one of the chart has the codes, the category or the series: else a name was misread."""
    times = Counter(tuple(sorted(one.codes.items())) for one in marks)
    colours: defaultdict[str, set[str]] = defaultdict(set)
    places: defaultdict[str, set[Span]] = defaultdict(set)
    for one in marks:
        if one.mark.series is not None and one.mark.category is not None:
            colours[squashed(one.mark.series.text)].add(one.mark.colour)
            places[squashed(one.mark.category.text)].add(one.mark.category)
    for one in marks:
        series = squashed(one.mark.series.text) if one.mark.series is not None else ""
        category = squashed(one.mark.category.text) if one.mark.category is not None else ""
        if times[tuple(sorted(one.codes.items()))] == 1 and len(colours[series]) <= 1 and len(places[category]) <= 1:
            yield one


def _whole(text: Span, chart: Chart, spec: ChartSpec, written: Sequence[str], lexicon: Lexicon) -> Meaning | None:
    """What the name of a category stands for that was cut off: what no other category of the chart is.

    Empty where it was not cut off, ``None`` where it may be several, or a name that is new.
    """
    known = lexicon.meaning(spec.categories, text.text)
    possible = [] if known is not None else lexicon.completions(spec.categories, text.text)
    if not possible:
        return {}
    longer = [name for name in written if is_begun_by(name, text.text)]
    others = [lexicon.meaning(spec.categories, one.category.text) for one in chart.marks if one.category is not None]
    left = [one for one in possible if one not in others]
    is_sure = len(left) == 1 and all(lexicon.meaning(spec.categories, name) is not None for name in longer)
    return left[0] if is_sure else None


def _meaning(vocabulary: str, text: Span, lexicon: Lexicon, unknown: list[tuple[str, Span]]) -> Meaning:
    known = lexicon.meaning(vocabulary, text.text)
    if known is not None:
        return known
    unknown.append((vocabulary, text))
    return dict.fromkeys(lexicon.dimensions[vocabulary], f"{NEW}{text.text}")


def unknown_names(charts: Sequence[CodedChart], spec: FamilySpec, lexicon: Lexicon) -> tuple[UnknownLabel, ...]:
    """Names of the family's charts that it does not know, each once; those without a mark, too."""
    found = {
        (chart.block_id, vocabulary, text.text): lexicon.unknown(chart.block_id, vocabulary, text)
        for chart in charts
        for vocabulary, text in (
            *(name for mark in chart.marks for name in mark.unknown),
            *_unknown_without_marks(chart, spec.charts[chart.block_id], lexicon),
        )
    }
    return tuple(found.values())


def _unknown_without_marks(coded: CodedChart, spec: ChartSpec, lexicon: Lexicon) -> Iterator[tuple[str, Span]]:
    """Categories of which the chart draws nothing."""
    drawn = {mark.category for mark in coded.chart.marks}
    for text in coded.chart.categories:
        is_known = _is_residual(text.text, spec) or _is_known(spec.categories, text.text, lexicon)
        if text not in drawn and not is_known:
            yield spec.categories, text

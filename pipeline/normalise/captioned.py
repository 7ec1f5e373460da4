"""Which chart of the family a caption names, whether or not anything of it can be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.observation import Region
from pipeline.model.printed import PassageKind, Printed, squashed
from pipeline.model.span import Span
from pipeline.normalise.charts import title_of, titles_of
from pipeline.normalise.labels import Lexicon
from pipeline.normalise.prose.lexicon import ProseLexicon, Sort, prose_lexicon
from pipeline.spec.schema import ChartSpec, FamilySpec

# A block that was read stands this near to its caption, in points.
BESIDE_PT = 36.0


def charts_captioned(
    printed: Printed, regions: Sequence[Region], spec: FamilySpec, lexicon: Lexicon
) -> Iterator[tuple[str, Span]]:
    """The charts of which one caption says what they show; where several do, one that no block read stands at.

    Where no caption is numbered, texts by themselves are taken for captions, but not labels nor what has numbers.
    """
    if spec.prose is None:
        return
    words = prose_lexicon(spec, spec.prose)
    named = [(one, frozenset(_named(one.text, words, spec))) for one in _captions(printed, spec, lexicon)]
    for name in spec.charts:
        fitting = [span for span, charts in named if charts == {name}]
        free = fitting if len(fitting) == 1 else [one for one in fitting if not _is_taken(one, regions)]
        if len(free) == 1:
            yield name, free[0]


def _captions(printed: Printed, spec: FamilySpec, lexicon: Lexicon) -> Iterable[Span]:
    if printed.captions:
        return [one.span for one in printed.captions]
    titles = tuple(titles_of(printed.passages))
    beside = (title_of(chart, titles) for chart in printed.charts)
    labels = (one.span(0, len(one.text)) for one in printed.passages if one.kind is PassageKind.LABEL and one.text)
    every = dict.fromkeys((*(one for one in beside if one is not None), *labels))
    return [one for one in every if not _is_of_a_row(one.text, spec, lexicon)]


def _is_of_a_row(text: str, spec: FamilySpec, lexicon: Lexicon) -> bool:
    is_label = any(lexicon.is_telling(one) and lexicon.meaning(one, text) is not None for one in spec.vocabularies)
    return is_label or any(char.isdigit() for char in text)


def _named(caption: str, words: ProseLexicon, spec: FamilySpec) -> Iterator[str]:
    """The charts that show what a caption says."""
    mentions = words.find(caption)
    classes = {one.name for one in mentions if one.sort is Sort.CLASS}
    terms = {dimension for one in mentions if one.sort is Sort.TERM for dimension in one.codes}
    said = {one.caption for one in spec.charts.values() if one.caption and squashed(one.caption) in squashed(caption)}
    for name, chart in spec.charts.items():
        shown, around = _shown(chart, spec), set(chart.codes)
        if chart.caption:
            fits = said == {chart.caption} and (classes | terms) <= shown | around
        else:
            fits = len(said) != 1 and (classes | terms) - around == shown - around
        if fits and (classes or chart.caption):
            yield name


def _shown(chart: ChartSpec, spec: FamilySpec) -> set[str]:
    """The dimensions of which a chart has classes."""
    lists = (chart.categories, *((chart.series,) if chart.series is not None else ()))
    return {dimension for name in lists for dimension in spec.vocabularies[name].dimensions}


def _is_taken(caption: Span, regions: Iterable[Region]) -> bool:
    box = caption.bbox
    return any(
        one.page == caption.page
        and one.bbox.x_overlap(box) > 0
        and max(one.bbox.top - box.bottom, box.top - one.bbox.bottom) <= BESIDE_PT
        for one in regions
    )

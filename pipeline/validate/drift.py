"""Drift: labels that the family does not know, and what moved, is new or is gone since the edition before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.model.drift import BlockLook, EditionLook, LabelDrift, look_of, out_of_order
from pipeline.model.observation import NEW, TOTAL, UNEXPLAINED, Normalised, Observation, UnknownLabel
from pipeline.model.printed import Block
from pipeline.model.span import Span
from pipeline.model.verdict import Finding, LedgerRow, Severity
from pipeline.spec.names import Language, class_by_itself
from pipeline.spec.schema import Code, FamilySpec
from pipeline.validate.check_findings import names_of

# A block that nobody described has at least this many numbers, and a chart this many names; fewer may be anything.
FEWEST = 2
MOST_SHOWN = 6
"""Labels of a block that nobody described, shown in its finding."""

LIKE = Code(en="; the known label most like it is {because!r}", sv="; den kända etikett som liknar mest är {because!r}")
ONLY = Code(
    en="; {because!r}, which the edition before has, is the only class that is gone",
    sv="; {because!r}, som förra utgåvan har, är den enda klass som är borta",
)
LABEL = Code(
    en="{block} ({name}): unknown label {label!r}, loaded as new{because}",
    sv="{block} ({name}): okänd etikett {label!r}, laddad som ny{because}",
)
MISSING = Code(
    en="{block} ({name}): no number of it was read; it is not there or not text",
    sv="{block} ({name}): inget tal lästes; blocket saknas eller är inte text",
)
CAPTION_ALONE = Code(
    en="{block} ({name}): no number of it was read; it is not text, but its caption stands on page {now}",
    sv="{block} ({name}): inget tal lästes; blocket är inte text, men dess rubrik står på sida {now}",
)
MOVED = Code(
    en="{block} ({name}): stands on page {now}, in {year} on page {then}",
    sv="{block} ({name}): står på sida {now}, {year} på sida {then}",
)
REORDERED = Code(
    en="{block} ({name}): stands on page {now}, before or behind other blocks than in {year}",
    sv="{block} ({name}): står på sida {now}, före eller efter andra block än {year}",
)
GONE = Code(
    en="{block} ({name}): has no longer, unlike {year}: {classes}",
    sv="{block} ({name}): har inte längre, till skillnad från {year}: {classes}",
)
ADDED = Code(
    en="{block} ({name}): has, unlike {year}: {classes}",
    sv="{block} ({name}): har, till skillnad från {year}: {classes}",
)
APPEARED = Code(
    en="{block} ({name}): is there, unlike {year}, on page {now}",
    sv="{block} ({name}): finns, till skillnad från {year}, på sida {now}",
)
STRANGE = Code(
    en="page {page}: {count} labelled numbers of no block that the family describes: {labels}",
    sv="sida {page}: {count} tal med etiketter, i inget block som familjen beskriver: {labels}",
)
STRANGE_CHART = Code(
    en="page {page}: a chart that the family does not describe: {labels}",
    sv="sida {page}: ett diagram som familjen inte beskriver: {labels}",
)


def label_drifts(normalised: Normalised, spec: FamilySpec, before: EditionLook | None) -> tuple[LabelDrift, ...]:
    """Every unknown label with what it most likely stands for: a known class that is not there under its own label."""
    looks = {one.block_id: one for one in look_of(normalised)}
    then = {one.block_id: one for one in before.blocks} if before else {}
    return tuple(_likely(one, normalised, spec, looks, then) for one in normalised.unknown_labels)


def _likely(
    unknown: UnknownLabel,
    normalised: Normalised,
    spec: FamilySpec,
    looks: Mapping[str, BlockLook],
    then: Mapping[str, BlockLook],
) -> LabelDrift:
    if unknown.nearest and not _is_taken(unknown, normalised.observations, spec):
        return LabelDrift(unknown, unknown.nearest_codes)
    here, earlier = looks.get(unknown.block_id), then.get(unknown.block_id)
    if here and earlier and len(unknown.new_in) == 1:
        gone = [one for one in earlier.codes if one not in here.codes and one[0] in unknown.new_in]
        new = [one for one in here.codes if one[0] in unknown.new_in and one[1].startswith(NEW)]
        if len(gone) == len(new) == 1:
            return LabelDrift(unknown, (gone[0],))
    return LabelDrift(unknown)


def _is_taken(unknown: UnknownLabel, observations: Iterable[Observation], spec: FamilySpec) -> bool:
    """Whether the class of the nearest label has a number in the same block, of a row label in the same group."""
    mine = [one for one in observations if one.block_id == unknown.block_id]
    block = spec.blocks.get(unknown.block_id)
    groups = {one.group_printed for one in mine if one.label_printed == unknown.label.text}
    is_row = block is not None and block.group is not None and unknown.vocabulary == block.rows
    among = [one for one in mine if one.group_printed in groups] if is_row else mine
    return any(all(one.fact.code(name) == code for name, code in unknown.nearest_codes) for one in among)


def drift_findings(
    normalised: Normalised,
    labels: Sequence[LabelDrift],
    ledger: Sequence[LedgerRow],
    spec: FamilySpec,
    before: EditionLook | None,
) -> Iterator[Finding]:
    """What a new edition has otherwise, per block."""
    looks = look_of(normalised)
    yield from (_of_label(one, normalised, spec) for one in labels)
    yield from _missing_blocks(looks, dict(normalised.captions), spec, before)
    if before is not None:
        yield from _since(before, looks, labels, normalised, spec)
    yield from _strange_blocks(normalised, ledger)
    yield from _strange_charts(normalised)


def _of_label(drift: LabelDrift, normalised: Normalised, spec: FamilySpec) -> Finding:
    unknown = drift.unknown
    words = _both(
        lambda language: getattr(LABEL, language).format(
            block=unknown.block_id,
            name=getattr(names_of(unknown.block_id, spec), language),
            label=unknown.label.text,
            because=_because(drift, spec, language),
        )
    )
    return _finding(
        f"drift:label:{unknown.block_id}:{unknown.vocabulary}:{unknown.label.text}",
        "renamed_label" if drift.likely else "new_label",
        words,
        [
            one
            for one in normalised.observations
            if one.block_id == unknown.block_id and unknown.label.text in {one.label_printed, one.group_printed}
        ],
        (unknown.label,),
    )


def _because(drift: LabelDrift, spec: FamilySpec, language: Language) -> str:
    if drift.likely and not drift.is_like_a_known_label:
        ((dimension, code),) = drift.likely
        return str(getattr(ONLY, language).format(because=class_by_itself(dimension, code, spec, language)))
    near = drift.unknown.nearest
    return str(getattr(LIKE, language).format(because=near)) if near else ""


def _missing_blocks(
    looks: Sequence[BlockLook], captions: Mapping[str, Span], spec: FamilySpec, before: EditionLook | None
) -> Iterator[Finding]:
    """Blocks that are known of which no number was read; the places are those of their captions."""
    seen = {one.block_id for one in looks if one.is_read}
    earlier = before.blocks if before else ()
    read_before = {one.block_id for one in earlier if one.is_read}
    expected = dict.fromkeys((*spec.blocks, *(one.block_id for one in earlier), *captions))
    for block_id in expected:
        if block_id not in seen:
            block = spec.blocks.get(block_id)
            caption = captions.get(block_id)
            is_usual = block.often_outlined if block else caption is not None and block_id not in read_before
            severity = Severity.NOTE if is_usual else Severity.DRIFT
            words = _in_words(CAPTION_ALONE if caption else MISSING, block_id, spec, now=caption.page if caption else 0)
            places = (caption,) if caption else ()
            finding = _finding(f"{severity}:missing:{block_id}", "block_not_read", words, places=places)
            yield replace(finding, severity=severity)


def _since(
    before: EditionLook,
    looks: Sequence[BlockLook],
    labels: Sequence[LabelDrift],
    normalised: Normalised,
    spec: FamilySpec,
) -> Iterator[Finding]:
    """Of an open block a class that another one has is neither gone nor new: the largest ones are others each time.

    Nor is a class gone whose label is only spelt otherwise. One that another label may stand for is gone all the same.
    """
    earlier = {one.block_id: one for one in before.blocks}
    moved = out_of_order(before.blocks, looks)
    has, had = ({pair for one in of for pair in one.codes} for of in (looks, before.blocks))
    for now in looks:
        then = earlier.get(now.block_id)
        mine = [one for one in normalised.observations if one.block_id == now.block_id]
        caption = tuple(span for name, span in normalised.captions if name == now.block_id) if not mine else ()
        pages = {"now": _pages(now.pages), "then": _pages(then.pages) if then else ""}
        if then is None:
            words = _in_words(APPEARED, now.block_id, spec, year=before.edition_year, **pages)
            yield _finding(f"drift:appeared:{now.block_id}", "new_block", words, mine, caption)
            continue
        if now.block_id in moved or (then.pages and then.pages != now.pages):
            told = MOVED if then.pages != now.pages else REORDERED
            words = _in_words(told, now.block_id, spec, year=before.edition_year, **pages)
            yield _finding(f"drift:moved:{now.block_id}", "moved_block", words, mine, caption)
        if not (now.is_read and then.is_read):
            continue  # what it has is not known
        alike = (one for one in labels if one.unknown.block_id == now.block_id and one.is_like_a_known_label)
        renamed = {pair for one in alike for pair in one.likely}
        closed = _closed_dimensions(now.block_id, spec)
        gone = [
            one
            for one in then.codes
            if one not in (now.codes if one[0] in closed else has) and one not in renamed and _is_listed(one, spec)
        ]
        rows = _rows_gone(then, now, renamed, spec)
        if gone or rows:
            words = _with_classes(GONE, now.block_id, _named(gone, spec, rows), before.edition_year, spec)
            yield _finding(f"drift:gone:{now.block_id}", "gone_class", words)
        added = [
            one for one in now.codes if one not in (then.codes if one[0] in closed else had) and _is_listed(one, spec)
        ]
        if added:
            words = _with_classes(ADDED, now.block_id, _named(added, spec), before.edition_year, spec)
            of_them = [one for one in mine if set(one.fact.codes) & set(added)]
            yield _finding(f"drift:added:{now.block_id}", "new_class", words, of_them)


def _closed_dimensions(block_id: str, spec: FamilySpec) -> frozenset[str]:
    """The dimensions of which a block lists all classes."""
    block = spec.blocks.get(block_id)
    if block is None:
        return frozenset()
    rows = () if block.rows_closure == "open" else spec.vocabularies[block.rows].dimensions
    groups = () if block.group is None or block.groups_closure == "open" else spec.vocabularies[block.group].dimensions
    return frozenset((*rows, *groups))


def _rows_gone(
    then: BlockLook, now: BlockLook, renamed: Collection[tuple[str, str]], spec: FamilySpec
) -> Sequence[str]:
    """Labels of several classes at once (``Okänd ålder kvinnor``) that stood in the block before, and do not now."""
    block = spec.blocks.get(now.block_id)
    vocabulary = spec.vocabularies[block.rows] if block is not None else None
    if vocabulary is None or len(vocabulary.dimensions) == 1 or not then.cells:
        return ()
    had, has = ({_of(dict(cell), vocabulary.dimensions) for cell in look.cells} for look in (then, now))
    gone = had - has
    return [
        one.labels[0]
        for one in vocabulary.labels
        if _of(one.codes, vocabulary.dimensions) in gone and not set(one.codes.items()) <= set(renamed)
    ]


def _of(codes: Mapping[str, str], dimensions: Sequence[str]) -> tuple[str, ...]:
    return tuple(codes.get(name, TOTAL) for name in dimensions)


def _is_listed(code: tuple[str, str], spec: FamilySpec) -> bool:
    """Whether a class is one of a list: not of an open one, where every report has names of its own, and not new."""
    return not spec.dimensions[code[0]].open and not code[1].startswith(NEW)


def _strange_blocks(normalised: Normalised, ledger: Sequence[LedgerRow]) -> Iterator[Finding]:
    unexplained = [row.token for row in ledger if row.disposition == UNEXPLAINED]
    for block in normalised.unclaimed:
        numbers = [entry.number for entry in block.entries]
        if len(numbers) >= FEWEST and all(_stands_among(one, unexplained) for one in numbers):
            yield _strange(STRANGE, block.page, _labels_of(block), len(numbers), numbers)


def _strange_charts(normalised: Normalised) -> Iterator[Finding]:
    for block_id, chart in normalised.charts:
        if not block_id and len(chart.categories) >= FEWEST:
            names = [one.text for one in chart.categories]
            yield _strange(STRANGE_CHART, chart.page, names, len(chart.marks), chart.categories)


def _strange(words: Code, page: int, labels: Sequence[str], count: int, places: Sequence[Span]) -> Finding:
    shown = ", ".join(labels[:MOST_SHOWN]) + (" …" if len(labels) > MOST_SHOWN else "")
    said = _both(lambda one: getattr(words, one).format(page=page, count=count, labels=shown))
    first = places[0].bbox
    return _finding(f"drift:block:{page}:{first.x0}:{first.top}", "new_block", said, (), tuple(places))


def _labels_of(block: Block) -> list[str]:
    return list(dict.fromkeys(entry.label.text for entry in block.entries))


def _stands_among(number: Span, tokens: Iterable[Span]) -> bool:
    return any(one.page == number.page and number.bbox.grown(1).holds_centre_of(one.bbox) for one in tokens)


def _pages(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages))


def _with_classes(words: Code, block_id: str, classes: Code, year: int, spec: FamilySpec) -> Code:
    return _both(lambda one: _words(words, one, block_id, spec, year=year, classes=getattr(classes, one)))


def _named(codes: Sequence[tuple[str, str]], spec: FamilySpec, rows: Sequence[str] = ()) -> Code:
    """Classes by their names, and rows by their labels as printed."""
    labels = [f"“{label}”" for label in rows]
    return _both(lambda one: ", ".join((*(class_by_itself(name, code, spec, one) for name, code in codes), *labels)))


def _in_words(words: Code, block_id: str, spec: FamilySpec, **values: object) -> Code:
    return _both(lambda one: _words(words, one, block_id, spec, **values))


def _both(tell: Callable[[Language], str]) -> Code:
    return Code(sv=tell("sv"), en=tell("en"))


def _words(words: Code, language: Language, block_id: str, spec: FamilySpec, **values: object) -> str:
    name = getattr(names_of(block_id, spec), language)
    return str(getattr(words, language).format(block=block_id, name=name, **values))


def _finding(
    finding_id: str,
    kind: str,
    words: Code,
    of: Sequence[Observation] = (),
    places: tuple[Span, ...] = (),
) -> Finding:
    return Finding(
        finding_id=finding_id,
        severity=Severity.DRIFT,
        kind=kind,
        message_en=words.en,
        message_sv=words.sv,
        observation_ids=tuple(one.observation_id for one in of),
        places=places or tuple(one.number for one in of[:1]),
    )

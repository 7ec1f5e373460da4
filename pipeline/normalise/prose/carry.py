"""What a sentence, a heading or a paragraph leaves behind for the next one to point at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.directions import DIRECTION
from pipeline.normalise.prose.draft import Claim, Codes, Discourse, Draft, Scene
from pipeline.normalise.prose.inherit import shared
from pipeline.normalise.prose.lexicon import Mention, Sort
from pipeline.normalise.prose.parts import Bond
from pipeline.normalise.prose.phrases import Figure
from pipeline.normalise.prose.pointing import names_everybody, sentence_base
from pipeline.normalise.prose.words import SUM, meaning, mentions_in

_FRONT = re.compile(r"\W*(?:(?:under|i|år|för|också|även|och|men)\s+){0,3}", re.IGNORECASE)
_SUBJECT_WITHIN = 100


_IN_BRACKETS = re.compile(
    r"\s+(?:(?:står|anges|visas|redovisas|är|finns)\s+)?(?:inom|i)\s+parentes(?!\w)", re.IGNORECASE
)


def _bracketed(scene: Scene) -> str:
    """``Antal personer, med 2030 inom parentes:``: what numbers in brackets are of, from here on."""
    here = (one for one in scene.analysed.periods if scene.sentence.start <= one.start < scene.sentence.end)
    return next((one.time_period for one in here if _IN_BRACKETS.match(scene.text, one.end)), "")


def carry_on(scene: Scene, claims: Sequence[Claim]) -> None:
    """Leave behind what a sentence spoke of: the set, the numbers side by side, the year, the measure."""
    discourse = scene.discourse
    discourse.bracketed = _bracketed(scene) or discourse.bracketed
    base = sentence_base(scene)
    made = [one for one in scene.drafts if one.claim is not None]
    counts = [one for one in made if one.figure in {Figure.COUNT, Figure.SHARE}]
    discourse.focus_before, discourse.focus_class, discourse.has_topic = {}, "", False
    if base is not None:
        discourse.focus = base
        discourse.focus_before = {} if made else {**_subject(scene), **base}
        discourse.frame = base or discourse.frame
    elif made:
        discourse.focus = _focus_of(scene.drafts, counts, made, discourse)
    else:
        _take_subject(scene)
    for draft in made:
        if draft.figure is Figure.COUNT:
            discourse.unit = draft.unit
            if draft.measure != discourse.prose.measure:
                discourse.measure = draft.measure
    classes = [one.claim.about for one in made if one.figure is Figure.CLASSES and one.claim is not None]
    discourse.focus_class = classes[-1].split(":")[0] if classes else discourse.focus_class
    if made or base is not None:
        discourse.is_doubtful = bool(claims) and all(one.doubt for one in claims)
    _take_topic(base, counts, scene)
    _take_row(counts, scene)
    _take_period(scene)
    discourse.told.extend(claims)
    shares = [one for one in claims if one.measure == "share"]
    discourse.share = shares[-1] if shares else discourse.share if not made else None
    for mention in mentions_in(scene.analysed, scene.sentence.start, scene.sentence.end):
        if mention.sort is Sort.TERM:
            discourse.latest.update(mention.codes)


def _focus_of(drafts: Sequence[Draft], counts: Sequence[Draft], made: Sequence[Draft], discourse: Discourse) -> Codes:
    """The base of numbers told as parts of it; else what all numbers have in common."""
    if len(drafts) > 1 and drafts[1].part.bond is Bond.OF_BASE and drafts[0].claim is not None:
        counted = [one for one in drafts if one.figure is Figure.COUNT]
        only = drafts[1] if counted == list(drafts[:2]) else None
        told_of = set(only.own) - set(discourse.prose.attributes) if only is not None else set()
        return only.claim.codes if only is not None and told_of and only.claim is not None else drafts[0].claim.codes
    if counts:
        plain = [one for one in counts if one.figure is Figure.COUNT] or counts
        common = shared([one.claim.codes for one in plain if one.claim and one.part.bond is not Bond.BASE_OF])
        return {key: code for key, code in common.items() if not code.startswith("_")}
    first = made[0]
    if first.figure is Figure.CLASSES and first.claim is not None and first.own:
        return first.claim.codes  # "Barnen återfinns i fyra former."
    tells = first.claim is not None and first.figure in {Figure.RANK, Figure.CHANGE} and bool(first.own)
    return first.claim.codes if tells and first.claim is not None else discourse.focus


def _moves(scene: Scene) -> bool:
    """Whether a sentence says that something became more or less."""
    return any(one.search(scene.text, scene.sentence.start, scene.sentence.end) for one in (DIRECTION, _EVER_MORE))


_OPENING = re.compile(
    r"\W*(?:(?:den|det|de|även|också|inom|för|när\s+det\s+gäller|vad\s+gäller|\w+en\s+(?:för|i|av|inom))\s+){0,2}",
    re.IGNORECASE,
)


def _opens_with_domain(scene: Scene) -> bool:
    """``Arbetskraftsexploatering är den form som möts mest.``: the sentence's first word names one domain."""
    terms = (
        one
        for one in mentions_in(scene.analysed, scene.sentence.start, scene.sentence.end)
        if one.sort is Sort.TERM and not set(one.codes) <= set(scene.discourse.prose.attributes)
    )
    first = next(terms, None)
    return first is not None and _OPENING.fullmatch(scene.text, scene.sentence.start, first.start) is not None


_EVER_MORE = re.compile(r"(?<!\w)(?:allt\s+(?:\w+are|fler|färre)|o?vanligare)(?!\w)", re.IGNORECASE)


def _take_subject(scene: Scene) -> None:
    """A sentence without a number speaks of what it begins with."""
    discourse = scene.discourse
    discourse.focus_class = _class_spoken_of(scene)
    measures = [
        one.name
        for one in mentions_in(scene.analysed, scene.sentence.start, scene.sentence.end)
        if one.sort is Sort.MEASURE
    ]
    discourse.measure = measures[-1] if measures else discourse.measure
    subject = _subject(scene)
    if subject:
        splits = set(subject) <= set(discourse.prose.attributes) and not set(subject).isdisjoint(discourse.prose.splits)
        discourse.focus = {**discourse.frame, **(discourse.topic if splits else {}), **subject}
        discourse.has_topic = _moves(scene) or _opens_with_domain(scene)
        discourse.is_doubtful = False


def _take_topic(base: Codes | None, counts: Sequence[Draft], scene: Scene) -> None:
    """The one domain (form, industry, country) that all numbers of a sentence are told of, or its subject."""
    discourse = scene.discourse
    attributes = discourse.prose.attributes
    told = [one.claim.codes for one in counts if one.claim and one.claim.value and one.part.bond is not Bond.BASE_OF]
    ranked = not told and any(one.figure is Figure.RANK and one.claim is not None and one.own for one in scene.drafts)
    goes_on = ranked or (discourse.has_topic and _moves(scene))
    spoken = base if base is not None else shared(told) if told else discourse.focus if goes_on else None
    opening_end = scene.drafts[0].quantity.start if scene.drafts else scene.sentence.end
    if names_everybody(scene.analysed, scene.sentence.start, opening_end):
        discourse.topic = {}
        return
    if spoken is None:
        return
    domains = {key: code for key, code in spoken.items() if key not in attributes}
    implied = {key for one in discourse.prose.implied if one.dimension in domains for key in one.codes}
    named = {key: code for key, code in domains.items() if key not in implied}
    mentioned = [
        code
        for one in mentions_in(scene.analysed, scene.sentence.start, scene.sentence.end)
        if one.sort is Sort.TERM
        for key, code in one.codes.items()
        if key in named
    ]
    of_another = bool(mentioned) and mentioned[0] not in named.values()
    in_shares = len(set(mentioned)) > 1 and all(one.figure is Figure.SHARE for one in counts)
    if base is None and (of_another or in_shares):
        discourse.topic = {}
    elif len(named) == 1 and not any(code.startswith("_") for code in named.values()):
        discourse.topic = domains
    elif told and not all(set(codes) <= {*attributes, *discourse.topic} for codes in told):
        discourse.topic = {}


def _class_spoken_of(scene: Scene) -> str:
    """``Antalet branscher har vuxit.``: then ``sju`` may be a number of them."""
    start = scene.sentence.start
    named = [one.name for one in mentions_in(scene.analysed, start, start + _SUBJECT_WITHIN) if one.sort is Sort.CLASS]
    counted = re.compile(r"antalet\s", re.IGNORECASE).match(scene.text, start)
    return named[0] if named and counted else ""


def _subject(scene: Scene) -> dict[str, str]:
    """What a sentence begins with, if it names one class of each dimension."""
    codes: dict[str, str] = {}
    for mention in mentions_in(scene.analysed, scene.sentence.start, scene.sentence.end):
        if mention.sort is not Sort.TERM:
            continue
        told = meaning(mention, scene.discourse.prose.measure, scene.discourse)
        if any(codes.get(key, code) != code for key, code in told.items()):
            return {}
        if mention.start - scene.sentence.start <= _SUBJECT_WITHIN:
            codes.update(told)
    return codes


def _take_row(counts: Sequence[Draft], scene: Scene) -> None:
    """Numbers told side by side; one number with its label alone goes on with the row before (``X: 21. Y: 38.``)."""
    discourse = scene.discourse
    rows = [
        one.claim
        for one in counts
        if one.claim is not None
        and one.part.bond is not Bond.BASE_OF
        and not SUM.search(scene.text, one.part.start, one.quantity.start)
    ]
    row = tuple(claim for claim in rows if claim.measure == rows[-1].measure)
    goes_on = len(row) == 1 and len(counts) == 1 and counts[0].head.noun is None
    if goes_on and discourse.row and discourse.row[-1].measure == row[0].measure:
        discourse.row = (*discourse.row, *row)
    elif row:
        discourse.row = row


def _take_period(scene: Scene) -> None:
    """The year that opened the sentence, if it named no other."""
    start, end = scene.sentence.start, scene.sentence.end
    told = [one for one in scene.analysed.periods if start <= one.start < end and not one.compared]
    fronted = bool(told) and _FRONT.fullmatch(scene.text, start, told[0].start) is not None and not told[0].is_span
    alike = len({one.time_period for one in told}) == 1
    scene.discourse.period = told[0].time_period if fronted and alike else ""


_PLAIN_WORDS = frozenset(
    [
        "för", "av", "i", "inom", "om", "antal", "antalet", "och", "de", "bland", "från", "med", "statistik", "över",
        "fördelning", "uppdelat", "efter", "på", "per", "översikt", "siffror", "fakta", "nyckeltal", "korthet",
    ]
)  # fmt: skip


_SUMMARY = re.compile(
    r"(?<!\w)(?:samman(?:fatt|drag)\w*|i\s+korthet|i\s+siffror|i\s+sammandrag|översikt\w*|det\s+viktigaste)(?!\w)",
    re.IGNORECASE,
)
_OF_SOME = re.compile(r"(?<!\w)(?:mindre|övriga|andra|nya|små|resterande)(?!\w)", re.IGNORECASE)


def open_section(heading: Analysed, discourse: Discourse) -> None:
    """What a heading says of all that stands under it, if it only names something."""
    discourse.section, discourse.section_measure, discourse.bracketed = {}, "", ""
    discourse.is_summary = _SUMMARY.search(heading.text) is not None
    discourse.focus, discourse.focus_before, discourse.row, discourse.topic = {}, {}, (), {}
    discourse.section_from = len(discourse.told)
    discourse.section_is_part = _OF_SOME.search(heading.text) is not None
    measures = [one.name for one in heading.mentions if one.sort is Sort.MEASURE]
    terms = [one for one in heading.mentions if one.sort is Sort.TERM and one.codes]
    if measures:
        discourse.section_measure = measures[-1]
    elif len(terms) == 1 and _only_names(heading) and not _names_classes_beside(heading):
        discourse.section = dict(terms[0].codes)
    named = [one.codes for one in terms if not set(one.codes) <= set(discourse.prose.attributes)]
    discourse.headed = named[0] if len(named) == 1 and not _are_several(heading.text, terms) else {}


_BESIDES = re.compile(r",|(?<!\w)(?:och|men|samt)(?!\w)", re.IGNORECASE)


def _are_several(text: str, terms: Sequence[Mention]) -> bool:
    """``Fler barn och färre i X``: a heading of two findings."""
    return any(_BESIDES.search(text, left.end, right.start) for left, right in pairwise(terms))


def close_heading(discourse: Discourse) -> None:
    """What a heading says of some of the classes that it names, its text goes on from only where it names one."""
    discourse.focus = discourse.section or discourse.headed
    discourse.topic = discourse.topic if discourse.focus else {}


def _only_names(heading: Analysed) -> bool:
    """Whether a heading names something without saying anything of it."""
    rest = heading.text
    for mention in reversed(heading.mentions):
        rest = rest[: mention.start] + rest[mention.end :]
    return all(word.casefold() in _PLAIN_WORDS for word in re.findall(r"\w+", rest))


_BESIDE = re.compile(r"\s(?:och|samt)\s(?:\w+\s)?$", re.IGNORECASE)


def _names_classes_beside(heading: Analysed) -> bool:
    """``Kontroller och branscher``: two subjects, of which a paragraph may have either."""
    return any(one.sort is Sort.CLASS and _BESIDE.search(heading.text, 0, one.start) for one in heading.mentions)


def open_paragraph(discourse: Discourse) -> None:
    """A paragraph speaks of its section until it says otherwise; those of a summary have a subject each."""
    discourse.frame = dict(discourse.section)
    discourse.focus_before = {} if discourse.is_summary else discourse.focus
    discourse.topic = {} if discourse.is_summary else discourse.topic
    discourse.focus = dict(discourse.section)
    discourse.measure = discourse.section_measure
    discourse.period = ""

"""Lists that name all classes of one dimension that a number or a word for classes before them speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.observation import NOT_APPLICABLE, escaped
from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.draft import Claim, Codes, Discourse
from pipeline.normalise.prose.lexicon import Mention, Sort
from pipeline.normalise.prose.sentences import Sentence
from pipeline.normalise.prose.statements import Assertion, implied_by
from pipeline.normalise.prose.words import is_known, meaning, mentions_in

_LIST = re.compile(r"\s*(?:,|;|/)?\s*(?:och|samt|eller)?\s*(?:(?:inom|i|från)\s+)?")
_GOES_ON = re.compile(r"\w(?:\s*,|\s+(?:och|samt|eller))\s+$")
_IN_PART = re.compile(
    r"(?<!\w)(?:exempel\w*|annat|också|även|däribland|efter|utom|förutom|utöver|främst|framför\s+allt|särskilt|inte|ej"
    r"|liksom|saknas|såsom|tidigare|bruka\w*|där|nya?|nytt|bland)(?!\w)|t\.\s?ex|bl\.\s?a",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"(?<!\w)(?:tillkom\w*|nya|nytt|nytillkom\w*|ytterligare|försvann|försvunnit|saknas)(?!\w)", re.IGNORECASE
)
_BEFORE = 40
_ARE = re.compile(r"\s+(?:är|var|utgör|utgjorde|blev)\s+(?:de\s+|alltså\s+|årets\s+)?", re.IGNORECASE)
_NEXT_NAME = re.compile(
    r"(?:,|,?\s+(?:och|samt))\s+(?P<name>[^\W\d_][\w/-]*(?:\s+och\s+[\w-]+)?)\s*(?:[,.;:]|\s(?:och|samt)\s|$)"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a list has the members of, and when."""

    codes: Codes
    about: str
    time_period: str
    compared_to: str


def members_of_sentence(
    sentence: Sentence, analysed: Analysed, claims: Sequence[Claim], discourse: Discourse
) -> list[Assertion]:
    """The first list of at least two classes after a number of them or a word for them: ``sju branscher: bygg ...``."""
    for place, dimension, claim in _heads(sentence, analysed, claims):
        run = _list_behind(place, dimension, sentence, analysed)
        if len(run) < 2 or _IN_PART.search(analysed.text, max(sentence.start, place - _BEFORE), run[0].start):  # noqa: PLR2004  one member is no list
            continue
        if _has_unknown_name(run, sentence, analysed) or not analysed.text[run[-1].end :].strip():
            continue  # a text that ends in a list without a full stop goes on elsewhere
        told = _of_number(claim) if claim is not None else _of_word(dimension, run, sentence, analysed, discourse)
        if told is not None:
            return [_assertion(told, run, (sentence.start, run[-1].end), discourse)]
    return _counted_afterwards(sentence, analysed, claims, discourse)


def _counted_afterwards(
    sentence: Sentence, analysed: Analysed, claims: Sequence[Claim], discourse: Discourse
) -> list[Assertion]:
    """The list that a sentence begins with, when its number of classes follows: ``A och B är två länder som ...``."""
    for claim in claims:
        if claim.measure != "category_count" or claim.about == NOT_APPLICABLE:
            continue
        dimension, _, _ = claim.about.partition(":")
        run = _list_behind(sentence.start, dimension, sentence, analysed)
        if len(run) < 2 or analysed.text[sentence.start : run[0].start].strip():  # noqa: PLR2004  one member is no list
            continue
        if _ARE.fullmatch(analysed.text, run[-1].end, claim.quantity.start):
            return [_assertion(_of_number(claim), run, (sentence.start, claim.quantity.end), discourse)]
    return []


def _assertion(told: _Told, run: Sequence[Mention], clause: tuple[int, int], discourse: Discourse) -> Assertion:
    """The members of a list, each once."""
    dimension, _, _ = told.about.partition(":")
    return Assertion(
        start=run[0].start,
        end=run[-1].end,
        clause=clause,
        kind="members",
        measure=discourse.prose.measure,
        codes=told.codes,
        about=told.about,
        time_period=told.time_period,
        compared_to=told.compared_to,
        value=" ".join(dict.fromkeys(escaped(one.codes[dimension]) for one in run)),
    )


def _heads(sentence: Sentence, analysed: Analysed, claims: Sequence[Claim]) -> list[tuple[int, str, Claim | None]]:
    """Where a list may begin, with its dimension: behind the numbers of classes, and behind other words for them."""
    numbers = [
        (one.quantity.end, one.about.partition(":")[0], one)
        for one in claims
        if one.measure == "category_count" and one.about != NOT_APPLICABLE
    ]
    words = [one for one in mentions_in(analysed, sentence.start, sentence.end) if one.sort is Sort.CLASS]
    dimensions = {dimension for _, dimension, _ in numbers}
    return [
        *reversed(numbers),
        *((one.end, one.name, None) for one in words if one.name not in dimensions),
    ]


def _list_behind(place: int, dimension: str, sentence: Sentence, analysed: Analysed) -> list[Mention]:
    """The members in a row; none where words that nobody knows stand among them, as of a name spelt otherwise."""
    run: list[Mention] = []
    for term in mentions_in(analysed, place, sentence.end):
        if term.sort is not Sort.TERM or set(term.codes) != {dimension}:
            continue
        between = analysed.text[run[-1].end : term.start] if run else ""
        if run and not _LIST.fullmatch(between):
            if _GOES_ON.search(between):
                return []
            break
        run.append(term)
    return run


def _has_unknown_name(run: Sequence[Mention], sentence: Sentence, analysed: Analysed) -> bool:
    """``bygg, städ samt tvätteri``: the list goes on with a name that the family has no word for."""
    last = run[-1]
    following = _NEXT_NAME.match(analysed.text, last.end, sentence.end)
    return following is not None and not is_known(analysed, *following.span("name"))


def _of_number(claim: Claim) -> _Told:
    """As the number of classes is told."""
    return _Told(claim.codes, claim.about, claim.time_period, claim.compared_to)


def _of_word(
    dimension: str, run: Sequence[Mention], sentence: Sentence, analysed: Analysed, discourse: Discourse
) -> _Told | None:
    """All classes observed in the one year that the sentence names; ``None`` where it is of new ones or of several."""
    text = analysed.text
    periods = {one.time_period for one in analysed.periods if sentence.start <= one.start < run[-1].end}
    if len(periods) > 1 or _NEW.search(text, sentence.start, run[0].start):
        return None
    attributes = {
        key: code
        for one in mentions_in(analysed, sentence.start, run[0].start)
        if one.sort is Sort.TERM
        for key, code in meaning(one, discourse.prose.measure, discourse).items()
        if key in discourse.prose.attributes
    }
    around = {key: code for key, code in discourse.focus.items() if key in discourse.prose.attributes}
    codes = implied_by(attributes or around, dimension, discourse)
    period = periods.pop() if periods else str(discourse.edition_year)
    return _Told(codes, f"{dimension}:observed", period, NOT_APPLICABLE)

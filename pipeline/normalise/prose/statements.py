"""Statements without a number that can be checked: trends, rankings, majorities, first times.

Each begins with a cue of general Swedish; what it is about are the family's words in the cue's clause, else what the
text has spoken of so far. A statement is worth checking only if it is surely understood: where its subject, its period
or its measure is in doubt, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.model.observation import NOT_APPLICABLE, escaped
from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.draft import Claim, Codes, Discourse, fill
from pipeline.normalise.prose.lexicon import Mention, Sort
from pipeline.normalise.prose.sentences import Sentence
from pipeline.normalise.prose.statement_cues import Saying, sayings_of
from pipeline.normalise.prose.statement_doubts import is_doubtful, is_more, is_no_first_place, is_no_trend
from pipeline.normalise.prose.statement_subjects import (
    attributes_of,
    codes_of,
    in_its_domain,
    is_apposition,
    own_subject,
    share_spoken_of,
    speaks_of_all,
    subject_of,
    told_of,
)
from pipeline.normalise.prose.statement_times import Times, in_line_times, times_of, trend_times
from pipeline.normalise.prose.words import mentions_in


@dataclass(frozen=True, slots=True)
class Assertion:
    """A statement whose cue stands at ``start`` to ``end`` of the passage's text, in the clause ``clause``.

    ``value`` is a direction (``up``, ``down``, ``flat``), codes in order, or a word for the kind.
    """

    start: int
    end: int
    clause: tuple[int, int]
    kind: str
    measure: str
    codes: Codes
    about: str
    time_period: str
    compared_to: str
    value: str


def statements_of_sentence(
    sentence: Sentence, analysed: Analysed, claims: Sequence[Claim], discourse: Discourse
) -> list[Assertion]:
    """The statements of one sentence, in the order of their cues; ``discourse`` is as it was before the sentence."""
    sayings = (one for one in sayings_of(sentence, analysed, claims, discourse) if not is_doubtful(one))
    made = (_MAKERS[one.cue.kind](one) for one in sayings)
    return [one for one in made if one is not None]


_THAN = re.compile(r"(?<!\w)än(?!\w)", re.IGNORECASE)
_IS_SINGULAR = re.compile(r"(?:vanligaste|största)\s+\w+(?:et|en|n|t)(?!\w)", re.IGNORECASE)
_FIGURE_OF_SHARE = re.compile(r"\s+(?:siffran\s+)?(?:till\s+)?[\d,]+\s*(?:procent\b|%)", re.IGNORECASE)
_SHARE_BEHIND = re.compile(r"\s+(?:\w+\s+){0,2}?andel\w*", re.IGNORECASE)
_SHARE = re.compile(r"(?<!\w)(?:andel|del|fördelning)(?:en|ar|arna)?(?!\w)", re.IGNORECASE)
_SHARE_OF = re.compile(r"(?<!\w)(?:deras|dess|vars|sin)\s+\w*andel|andel\w*\s+av(?!\w)", re.IGNORECASE)
_NUMBER_OF = re.compile(r"(?<!\w)antal(?:et)?\s+(?:\w+\s+)?$", re.IGNORECASE)
_BEHIND_CUE = 15


def _trend(saying: Saying) -> Assertion | None:
    compared = _outnumbering(saying) if is_more(saying) else None
    if compared is not None:
        codes, dimension, order = compared
        times = times_of(saying)
        return None if times is None else _assertion(saying, codes, times, kind="more", about=dimension, value=order)
    times = None if is_no_trend(saying) else trend_times(saying)
    if times is None:
        return None
    counted = _class_counted(saying)
    if counted is not None:
        codes = implied_by(attributes_of(own_subject(saying) or {}, saying), counted, saying.discourse)
        return _assertion(saying, codes, times, measure="category_count", about=f"{counted}:observed")
    if is_more(saying) and is_apposition(saying):
        return _trend_of_number(saying, times)
    return _trend_of_share(saying, times) if _is_of_share(saying) else _trend_of_persons(saying, times)


def _trend_of_persons(saying: Saying, times: Times) -> Assertion | None:
    codes = subject_of(saying)
    return _assertion(saying, codes, times) if codes else None


def _trend_of_share(saying: Saying, times: Times) -> Assertion | None:
    own = own_subject(saying)
    if own is None or _SHARE_OF.search(saying.text, saying.start, saying.end):
        return None
    codes = share_spoken_of(own, saying) if own else subject_of(saying)
    return _assertion(saying, codes, times, measure="share") if codes else None


def _trend_of_number(saying: Saying, times: Times) -> Assertion | None:
    """``86 ärenden, färre än i fjol``."""
    claim = told_of(saying)
    if claim is None or claim.measure != saying.discourse.prose.measure or claim.time_period != times.told:
        return None
    return _assertion(saying, claim.codes, times)


def _class_counted(saying: Saying) -> str | None:
    """The dimension whose classes became more or fewer: ``fler branscher``, ``antalet branscher har vuxit``."""
    reach = _BEHIND_CUE if is_more(saying) else 0
    behind = mentions_in(saying.analysed, saying.cue.end, min(saying.cue.end + reach, saying.end))
    before = mentions_in(saying.analysed, saying.start, saying.cue.start)
    counted = (one for one in before if _NUMBER_OF.search(saying.text, saying.start, one.start))
    return next((one.name for one in (*behind, *counted) if one.sort is Sort.CLASS), None)


def _is_of_share(saying: Saying) -> bool:
    """``andelen ökade``, ``steg siffran till 30 procent``, ``sjönk ändå andelen``."""
    return (
        _SHARE.search(saying.before) is not None
        or _FIGURE_OF_SHARE.match(saying.after) is not None
        or _SHARE_BEHIND.match(saying.after) is not None
    )


def _outnumbering(saying: Saying) -> tuple[Codes, str, str] | None:
    """``fler kvinnor än män``, ``i X är kvinnorna färre än männen``: two classes of one dimension.

    What both are of, the dimension, and the two codes, the larger one first.
    """
    than = _THAN.search(saying.text, saying.cue.end, saying.end)
    if than is None:
        return None
    behind = saying.terms(saying.cue.end, than.start())
    first = codes_of(behind or saying.terms(saying.start, saying.cue.start), saying)
    second = codes_of(saying.terms(than.end(), saying.end), saying)
    split = _split(first, second)
    if split is None:
        return None
    rest, dimension = split
    order = (first, second) if saying.words.startswith("fler") else (second, first)
    fill(rest, saying.discourse.section)
    return rest, dimension, _listed(order, dimension)


def _split(first: Codes, second: Codes) -> tuple[dict[str, str], str] | None:
    """What two classes have in common, and the one dimension that they are classes of."""
    differing = [key for key, code in second.items() if first.get(key, code) != code]
    if len(differing) != 1 or not second.keys() <= first.keys():
        return None
    return {key: code for key, code in first.items() if key not in differing}, differing[0]


def _listed(classes: Iterable[Codes], dimension: str) -> str:
    return " ".join(escaped(codes[dimension]) for codes in classes)


def _most(saying: Saying) -> Assertion | None:
    """Superlative or ranking: which classes of one dimension are named, in their order."""
    times = None if is_no_first_place(saying) else times_of(saying)
    dimension = _ranked_dimension(saying)
    if times is None or dimension is None or not speaks_of_all(dimension, saying):
        return None
    terms = saying.terms(saying.start, saying.sentence.end)
    ranked = _in_order([one for one in terms if dimension in one.codes], saying)
    named = list(dict.fromkeys(one.codes[dimension] for one in ranked))
    if not named or any(code.startswith("_") for code in named):
        return None
    until = max(saying.end, ranked[-1].end)
    rest = attributes_of(codes_of(_of_persons(terms, dimension, saying), saying), saying)
    fill(rest, attributes_of(saying.discourse.frame, saying))
    kind = "superlative" if len(named) == 1 else "ranking"
    made = _assertion(
        saying, implied_by(rest, dimension, saying.discourse), times, kind=kind, value=" ".join(map(escaped, named))
    )
    return replace(made, about=dimension, clause=(saying.start, until))


def _ranked_dimension(saying: Saying) -> str | None:
    attributes = saying.discourse.prose.attributes
    terms = saying.terms(saying.start, saying.sentence.end)
    rankable = [key for one in terms for key in one.codes if key not in attributes]
    here = mentions_in(saying.analysed, saying.start, saying.end)
    classes = [one.name for one in here if one.sort is Sort.CLASS]
    return next((name for name in classes if name in rankable), None) or next(iter(rankable), None)


_GOES_ELSEWHERE = re.compile(
    r"(?<!\w)(?:men|medan|även|också|däremot|dessutom|samtidigt|finns|fanns|saknas|saknades|inte|ej|nya|nytt|ny|har|hade"
    r"|bland|liksom|likaså|\w+(?:at|it|its|ats|ade|ades))(?!\w)|;",
    re.IGNORECASE,
)


def _in_order(ranked: Sequence[Mention], saying: Saying) -> list[Mention]:
    """The classes that are named one behind the other, beginning with the one at the cue.

    ``Thailand är det vanligaste landet`` names one alone.
    """
    before = [one for one in ranked if one.end <= saying.cue.start]
    if _IS_SINGULAR.match(saying.text, saying.cue.start) and before:
        return before[-1:]
    run = list(ranked[:1])
    for one in ranked[1:]:
        between = saying.text[run[-1].end : one.start]
        if saying.cue.start >= run[-1].end and saying.cue.end <= one.start:
            between = between.replace(saying.text[saying.cue.start : saying.cue.end], "", 1)
        if _GOES_ELSEWHERE.search(between):
            break
        run.append(one)
    return run


_ASIDE = re.compile(r",\s(?:varav|där|som|med)\s|\(", re.IGNORECASE)


def _of_persons(terms: Sequence[Mention], dimension: str, saying: Saying) -> list[Mention]:
    """The other words that stand in the clause, but not in what is added to it."""
    aside = _ASIDE.search(saying.text, saying.cue.end, saying.end)
    end = aside.start() if aside else saying.end
    return [one for one in terms if dimension not in one.codes and one.start < end]


def _plain(saying: Saying) -> Assertion | None:
    """A majority, a first time, something equal or in line: told of what the clause names."""
    in_line = saying.cue.kind == "in_line"
    times = in_line_times(saying) if in_line else times_of(saying)
    codes = _subject_of_plain(saying)
    if times is None or (not codes and not in_line):
        return None
    made = _assertion(saying, codes, times)
    if saying.cue.kind in {"majority", "plurality"}:
        return replace(made, about=_split_by(codes, saying))
    share = in_line and _SHARE.search(saying.text, saying.start, saying.end) is not None
    return replace(made, measure="share") if share else made


def _subject_of_plain(saying: Saying) -> Codes:
    """What a majority is told of has to be sure, since it is checked; the others are only kept."""
    if saying.cue.kind == "plurality":
        return _those_most(saying)
    codes = subject_of(saying)
    return codes or (own_subject(saying) or {} if saying.cue.kind != "majority" else {})


_OF_THEM = re.compile(r"\s+av\s+(?:dem|dessa|de)(?!\w)", re.IGNORECASE)


def _those_most(saying: Saying) -> Codes:
    """``de flesta`` are told of what stands behind it; empty where it points at what was spoken of."""
    own = own_subject(saying)
    behind = saying.terms(saying.cue.end, saying.end)
    if not own or not behind or saying.terms(saying.start, saying.cue.start) or _OF_THEM.match(saying.after):
        return {}
    if set(own) <= set(saying.discourse.prose.attributes) or len(own) > 1:
        return in_its_domain(own, saying)
    named = any(one.sort is Sort.COUNTED and one.start == saying.cue.end + 1 for one in saying.analysed.mentions)
    of_all = not saying.discourse.focus or (named and speaks_of_all(next(iter(own)), saying))
    return in_its_domain(own, saying) if of_all else {}


def _split_by(codes: Codes, saying: Saying) -> str:
    """The dimension of which the statement names a class: the one that splits the set spoken of, else the last."""
    return next((name for name in saying.discourse.prose.splits if name in codes), list(codes)[-1])


_AS = re.compile(r"\s+som\s", re.IGNORECASE)


def _equal(saying: Saying) -> Assertion | None:
    """``fyra flickor och lika många pojkar``: two classes of one dimension, where the words name both."""
    plain = _plain(saying)
    counted = [one for one in saying.claims if saying.start <= one.quantity.start < saying.cue.start]
    behind = saying.terms(saying.cue.end, saying.end)
    other = codes_of(behind[:1], saying)
    if plain is None or not counted or _AS.search(saying.after) or counted[-1].measure != plain.measure:
        return plain
    told = counted[-1]
    split = _split(told.codes, other)
    if split is None or told.doubt:
        return plain
    rest, dimension = split
    value = _listed((told.codes, other), dimension)
    return replace(plain, codes=rest, about=dimension, time_period=told.time_period, value=value)


def implied_by(codes: Codes, dimension: str, discourse: Discourse) -> dict[str, str]:
    """The codes with what the family says that the classes of the dimension imply."""
    made = dict(codes)
    for implied in discourse.prose.implied:
        if implied.dimension == dimension:
            fill(made, implied.codes)
    return made


def _assertion(  # noqa: PLR0913  the fields that kinds of statements fill in differently
    saying: Saying,
    codes: Codes,
    times: Times,
    *,
    kind: str = "",
    measure: str = "",
    about: str = NOT_APPLICABLE,
    value: str = "",
) -> Assertion:
    """A statement in the cue's clause, about persons unless another measure is given."""
    return Assertion(
        start=saying.cue.start,
        end=saying.cue.end,
        clause=(saying.start, saying.end),
        kind=kind or saying.cue.kind,
        measure=measure or saying.discourse.prose.measure,
        codes=codes,
        about=about,
        time_period=times.told,
        compared_to=times.compared,
        value=value or saying.cue.value,
    )


_MAKERS: dict[str, Callable[[Saying], Assertion | None]] = {
    "trend": _trend,
    "superlative": _most,
    "plurality": _plain,
    "majority": _plain,
    "first_time": _plain,
    "in_line": _plain,
    "equal": _equal,
    "rest": _plain,
}

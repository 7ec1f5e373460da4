"""Statements without a number that can be checked: trends, rankings, majorities, members of a list, first times.

Each begins with a cue of general Swedish; what it is about are the family's words in the cue's clause, else what the
text has spoken of so far.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.observation import NOT_APPLICABLE
from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.draft import Claim, Codes, Discourse
from pipeline.normalise.prose.lexicon import Mention, Sort
from pipeline.normalise.prose.sentences import Sentence
from pipeline.normalise.prose.words import meaning, mentions_in


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


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: str
    start: int
    end: int
    value: str


_UP = (
    r"öka(?:t|r|de|nde)?|ökning\w*|steg|stigit|stiger|växt|växte|växer|uppgång\w*|klättra\w*|blivit\s+vanligare"
    r"|fler(?!\s+än\s+\d)(?!\w)"
)
_DOWN = (
    r"minska(?:t|r|de)?|minskning\w*|sjönk|sjunkit|sjunker|nedgång\w*|fortsätter\s+nedåt|blivit\s+ovanligare"
    r"|färre(?!\s+än\s+\d)(?!\w)"
)
_FLAT = r"oförändra\w+|legat\s+stadigt|låg\s+stadigt|ligger\s+kvar|desamma|densamma|lika\s+stor\w*"
_CUES: tuple[tuple[str, str, str], ...] = (
    ("first_time", r"för\s+första\s+gången|(?:inte|aldrig)\s+tidigare", "first"),
    (
        "in_line",
        r"i\s+linje\s+med|samma\s+(?:ordning|mönster|resultat)|följer\s+(?:de|det|samma)\s+mönster|liknande|liknar|känns\s+igen",
        "similar",
    ),
    ("majority", r"majoritet\w*", "majority"),
    ("plurality", r"(?:de|det)\s+(?:allra\s+)?flesta", "most"),
    ("equal", r"lika\s+många", "equal"),
    ("rest", r"resten|resterande|återstående", "rest"),
    (
        "superlative",
        r"(?:allra\s+)?(?:vanligast\w*|störst\w*|flest)|toppar(?:\s+listan)?|leder|dominera\w*|mest\s+förekommande",
        "most",
    ),
    ("trend", _UP, "up"),
    ("trend", _DOWN, "down"),
    ("trend", _FLAT, "flat"),
)
_COMPILED = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), value) for kind, pattern, value in _CUES
)
_CLAUSE_END = re.compile(r"[.;:!?]\s|,\s(?:och|men|medan|vilket|då|för\s+att)\s|\s(?:men|medan)\s", re.IGNORECASE)
_SHARE = re.compile(r"(?<!\w)(?:andel|del)(?:en|ar|arna)?(?!\w)", re.IGNORECASE)


def statements_of_sentence(
    sentence: Sentence, analysed: Analysed, claims: Sequence[Claim], discourse: Discourse
) -> list[Assertion]:
    """The statements of one sentence, in the order of their cues."""
    found = []
    for cue in _cues(sentence, analysed, claims):
        clause = _clause_of(cue, sentence, analysed.text)
        made = _MAKERS[cue.kind](cue, clause, sentence, analysed, discourse)
        if made is not None:
            found.append(made)
    return found


def _cues(sentence: Sentence, analysed: Analysed, claims: Sequence[Claim]) -> Iterator[_Cue]:
    """Every cue, but not the words of a change that is told by a number."""
    taken: list[tuple[int, int]] = []
    told = [(claim.start, claim.end) for claim in claims if claim.measure == "change"]
    ranked = [claim.quantity.end for claim in claims if claim.measure in {"rank", "category_count"}]
    cues = []
    for kind, pattern, value in _COMPILED:
        for match in pattern.finditer(analysed.text, sentence.start, sentence.end):
            inside = any(start <= match.start() < end for start, end in told) and kind == "trend"
            overlaps = any(match.start() < end and start < match.end() for start, end in taken)
            of_rank = kind == "superlative" and any(0 <= match.start() - end <= 1 for end in ranked)
            if not (inside or overlaps or of_rank):
                taken.append(match.span())
                cues.append(_Cue(kind, *match.span(), value))
    return iter(sorted(cues, key=lambda cue: cue.start))


def _clause_of(cue: _Cue, sentence: Sentence, text: str) -> tuple[int, int]:
    starts = [match.end() for match in _CLAUSE_END.finditer(text, sentence.start, cue.start)]
    end = _CLAUSE_END.search(text, cue.end, sentence.end)
    return (starts[-1] if starts else sentence.start), (end.start() if end else sentence.end)


def _subject(cue: _Cue, clause: tuple[int, int], sentence: Sentence, analysed: Analysed, discourse: Discourse) -> Codes:
    """Codes of the clause's words before the cue, else after it, else of the sentence, else what was spoken of."""
    terms = [one for one in mentions_in(analysed, *clause) if one.sort is Sort.TERM]
    before = [one for one in terms if one.end <= cue.start]
    after = [one for one in terms if one.start >= cue.end]
    for chosen in (before, after):
        codes = _agreeing(chosen, discourse)
        if codes:
            return {**_attributes_of(discourse.frame, discourse), **codes}
    earlier = [one for one in mentions_in(analysed, sentence.start, clause[0]) if one.sort is Sort.TERM]
    return _agreeing(earlier, discourse) or dict(discourse.focus) or dict(discourse.frame)


def _attributes_of(codes: Codes, discourse: Discourse) -> dict[str, str]:
    return {key: code for key, code in codes.items() if key in discourse.prose.attributes}


def _agreeing(mentions: Sequence[Mention], discourse: Discourse) -> dict[str, str]:
    codes: dict[str, str] = {}
    for mention in mentions:
        codes.update(meaning(mention, discourse.prose.measure, discourse))
    return codes


def _times(
    clause: tuple[int, int], sentence: Sentence, analysed: Analysed, discourse: Discourse
) -> tuple[str, str | None]:
    """The period told of, and the one compared with where it is named."""
    for start, end in (clause, (sentence.start, sentence.end)):
        here = [one for one in analysed.periods if start <= one.start < end]
        if here:
            told = [one for one in here if not one.compared]
            compared = [one for one in here if one.compared]
            period = told[-1].time_period if told else str(discourse.edition_year)
            return period, (compared[-1].time_period if compared else None)
    return discourse.period or str(discourse.edition_year), None


_SINCE = re.compile(r"(?<!\w)(?:från|sedan|mot|än|jämfört\s+med)\s+(?:år\s+|i\s+)?$", re.IGNORECASE)
_NEAR = 45


def _trend_times(
    cue: _Cue, clause: tuple[int, int], sentence: Sentence, analysed: Analysed, discourse: Discourse
) -> tuple[str, str | None]:
    """As ``_times``, but what stands right behind ``ökade`` comes first, and ``från 2023`` is compared with."""
    text = analysed.text
    after = [one for one in analysed.periods if cue.end <= one.start <= min(cue.end + _NEAR, clause[1])]
    before = [one for one in analysed.periods if sentence.start <= one.start < cue.start and not one.compared]
    since = [one for one in after if one.compared or _SINCE.search(text, 0, one.start)]
    told = [one for one in after if one not in since]
    if told and told[0].is_span and text[told[0].start : told[0].end].casefold().startswith("mellan"):
        first, last = told[0].time_period.split("/")
        return last, first
    if since and before:
        return before[-1].time_period, since[0].time_period
    if told:
        return told[0].time_period, None
    if before:
        return before[-1].time_period, since[0].time_period if since else None
    return _times(clause, sentence, analysed, discourse)


def _trend(
    cue: _Cue, clause: tuple[int, int], sentence: Sentence, analysed: Analysed, discourse: Discourse
) -> Assertion | None:
    codes = _subject(cue, clause, sentence, analysed, discourse)
    classes = [one for one in mentions_in(analysed, cue.end, min(cue.end + 15, clause[1])) if one.sort is Sort.CLASS]
    if not codes and not classes:
        return None
    period, compared = _trend_times(cue, clause, sentence, analysed, discourse)
    share = _SHARE.search(analysed.text, clause[0], cue.end) is not None
    measure = "category_count" if classes else "share" if share else discourse.prose.measure
    compared = compared or (NOT_APPLICABLE if "/" in period else str(int(period) - 1))
    about = f"{classes[0].name}:observed" if classes else NOT_APPLICABLE
    return Assertion(cue.start, cue.end, clause, "trend", measure, codes, about, period, compared, cue.value)


def _most(
    cue: _Cue, clause: tuple[int, int], sentence: Sentence, analysed: Analysed, discourse: Discourse
) -> Assertion | None:
    """Superlative or ranking: which classes of one dimension are named, in their order."""
    end = sentence.end
    terms = [one for one in mentions_in(analysed, clause[0], end) if one.sort is Sort.TERM]
    classes = [one.name for one in mentions_in(analysed, clause[0], clause[1]) if one.sort is Sort.CLASS]
    rankable = [key for one in terms for key in one.codes if key not in discourse.prose.attributes]
    dimension = next((name for name in classes if name in rankable), None) or next(iter(rankable), None)
    if dimension is None:
        return None
    named = list(dict.fromkeys(one.codes[dimension] for one in terms if dimension in one.codes))
    if any(code.startswith("_") for code in named):
        return None
    rest = {key: code for one in terms for key, code in one.codes.items() if key in discourse.prose.attributes}
    rest |= {key: code for key, code in _attributes_of(discourse.frame, discourse).items() if key not in rest}
    period, compared = _times(clause, sentence, analysed, discourse)
    kind = "superlative" if len(named) == 1 else "ranking"
    return Assertion(
        cue.start,
        cue.end,
        (clause[0], end),
        kind,
        discourse.prose.measure,
        rest,
        dimension,
        period,
        compared or NOT_APPLICABLE,
        " ".join(named),
    )


def _plain(
    cue: _Cue, clause: tuple[int, int], sentence: Sentence, analysed: Analysed, discourse: Discourse
) -> Assertion | None:
    """A majority, a first time, something equal or in line: told of what the clause names."""
    codes = _subject(cue, clause, sentence, analysed, discourse)
    if not codes and cue.kind != "in_line":
        return None
    period, compared = _times(clause, sentence, analysed, discourse)
    return Assertion(
        cue.start,
        cue.end,
        clause,
        cue.kind,
        discourse.prose.measure,
        codes,
        NOT_APPLICABLE,
        period,
        compared or NOT_APPLICABLE,
        cue.value,
    )


_Make = Callable[[_Cue, tuple[int, int], Sentence, Analysed, Discourse], Assertion | None]
_MAKERS: dict[str, _Make] = {
    "trend": _trend,
    "superlative": _most,
    "plurality": _plain,
    "majority": _plain,
    "first_time": _plain,
    "in_line": _plain,
    "equal": _plain,
    "rest": _plain,
}

_LIST = re.compile(r"\s*(?:,|;|/)?\s*(?:och|samt|eller)?\s*(?:(?:inom|i|från)\s+)?")


def members_of_sentence(sentence: Sentence, analysed: Analysed, discourse: Discourse) -> list[Assertion]:
    """Lists of classes of one dimension after a word for its classes: ``sju branscher: bygg, städ ...``."""
    classes = [one for one in mentions_in(analysed, sentence.start, sentence.end) if one.sort is Sort.CLASS]
    terms = [one for one in mentions_in(analysed, sentence.start, sentence.end) if one.sort is Sort.TERM]
    found = []
    for word in classes:
        listed = [one for one in terms if one.start >= word.end and set(one.codes) == {word.name}]
        run = _run(listed, analysed.text)
        if len(run) < 2:  # noqa: PLR2004  one member is no list
            continue
        period, compared = _times((word.start, run[-1].end), sentence, analysed, discourse)
        codes = " ".join(dict.fromkeys(one.codes[word.name] for one in run))
        found.append(
            Assertion(
                run[0].start,
                run[-1].end,
                (sentence.start, run[-1].end),
                "members",
                discourse.prose.measure,
                _attributes_of(discourse.focus, discourse),
                f"{word.name}:observed",
                period,
                compared or NOT_APPLICABLE,
                codes,
            )
        )
    return found[:1]


def _run(terms: Sequence[Mention], text: str) -> list[Mention]:
    run: list[Mention] = []
    for term in terms:
        if run and not _LIST.fullmatch(text[run[-1].end : term.start]):
            break
        run.append(term)
    return run

"""Statements without a number that can be checked: trends, rankings, majorities, members of a list, first times.

Each begins with a cue of general Swedish; what it is about are the family's words in the cue's clause, else what the
text has spoken of so far.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model.observation import NOT_APPLICABLE
from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.draft import Claim, Codes, Discourse, fill
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
    r"öka(?:t|r|de|nde)?|ökning\w*|steg|stigit|stiger|växt|växte|växer|vuxit|uppgång\w*|klättra\w*|blivit\s+vanligare"
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
_STILL = re.compile(r"(?<!\w)(?:fortsatt|alltjämt|fortfarande|alltjämnt|även\s+i\s+år)(?!\w)", re.IGNORECASE)
_THAN = re.compile(r"(?<!\w)än(?!\w)", re.IGNORECASE)
_IS_SINGULAR = re.compile(r"(?:vanligaste|största)\s+\w+(?:et|en|n|t)(?!\w)", re.IGNORECASE)
_FIGURE_OF_SHARE = re.compile(r"\s+(?:siffran\s+)?(?:till\s+)?[\d,]+\s*(?:procent\b|%)", re.IGNORECASE)
_SHARE = re.compile(r"(?<!\w)(?:andel|del|fördelning)(?:en|ar|arna)?(?!\w)", re.IGNORECASE)


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
_FROM = re.compile(r"(?<!\w)från\s", re.IGNORECASE)
_TO = re.compile(r"(?<!\w)till\s", re.IGNORECASE)
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
    if told and told[0].is_span and text[told[0].start : told[0].end].casefold().startswith(("mellan", "från")):
        first, last = told[0].time_period.split("/")
        return last, first
    if len(told) > 1 and _FROM.search(text, cue.end, told[0].start) and _TO.search(text, told[0].end, told[1].start):
        return told[1].time_period, told[0].time_period  # "från 12 år 2029 till nio år 2031"
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
    outnumbering = _outnumbering(cue, clause, analysed, discourse)
    if outnumbering:
        period, compared = _times(clause, sentence, analysed, discourse)
        majority = replace(cue, kind="majority", value="majority")
        return _assertion(majority, clause, outnumbering, (period, compared), discourse)
    codes = _subject(cue, clause, sentence, analysed, discourse)
    classes = [one for one in mentions_in(analysed, cue.end, min(cue.end + 15, clause[1])) if one.sort is Sort.CLASS]
    if not codes and not classes:
        return None
    period, compared = _earlier_years(cue, clause, analysed, discourse) or _trend_times(
        cue, clause, sentence, analysed, discourse
    )
    share = _is_of_share(cue, clause, analysed.text)
    measure = "category_count" if classes else "share" if share else discourse.prose.measure
    compared = compared or (NOT_APPLICABLE if "/" in period else str(int(period) - 1))
    about = f"{classes[0].name}:observed" if classes else NOT_APPLICABLE
    return Assertion(cue.start, cue.end, clause, "trend", measure, codes, about, period, compared, cue.value)


_EARLIER_YEARS = re.compile(r"(?<!\w)(?:under|även|också|redan)\s+(?:de\s+)?tidigare\s+år(?:en)?(?!\w)", re.IGNORECASE)


def _earlier_years(
    cue: _Cue, clause: tuple[int, int], analysed: Analysed, discourse: Discourse
) -> tuple[str, str | None] | None:
    """``har ökat även under tidigare år``: from the series' first year, where the family tells it, to the last one."""
    first, told = discourse.prose.since, _EARLIER_YEARS.search(analysed.text, cue.end, clause[1])
    if first is None or told is None or any(clause[0] <= one.start < clause[1] for one in analysed.periods):
        return None
    return f"{first}/{discourse.edition_year - 1}", None


def _is_of_share(cue: _Cue, clause: tuple[int, int], text: str) -> bool:
    """``andelen ökade``, ``steg siffran till 30 procent``."""
    return (
        _SHARE.search(text, clause[0], cue.end) is not None
        or _FIGURE_OF_SHARE.match(text, cue.end, clause[1]) is not None
    )


def _outnumbering(cue: _Cue, clause: tuple[int, int], analysed: Analysed, discourse: Discourse) -> dict[str, str]:
    """Codes of the first of two classes of one dimension: ``fler kvinnor än män``."""
    than = _THAN.search(analysed.text, cue.end, clause[1])
    if than is None or not analysed.text[cue.start : cue.end].casefold().startswith("fler"):
        return {}
    first, second = (
        _agreeing([one for one in mentions_in(analysed, *part) if one.sort is Sort.TERM], discourse)
        for part in ((cue.end, than.start()), (than.end(), clause[1]))
    )
    differ = first.keys() == second.keys() and first != second
    return first if differ else {}


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
    ranked = [one for one in terms if dimension in one.codes]
    if _IS_SINGULAR.match(analysed.text, cue.start) and any(one.end <= cue.start for one in ranked):
        ranked = [one for one in ranked if one.end <= cue.start][-1:]  # "Thailand är det vanligaste landet"
    named = list(dict.fromkeys(one.codes[dimension] for one in ranked))
    if any(code.startswith("_") for code in named):
        return None
    rest = {key: code for one in terms for key, code in one.codes.items() if key in discourse.prose.attributes}
    rest |= {key: code for key, code in _attributes_of(discourse.frame, discourse).items() if key not in rest}
    period, compared = _times(clause, sentence, analysed, discourse)
    kind = "superlative" if len(named) == 1 else "ranking"
    compared = compared or _year_before_if_still(clause, analysed.text, period)
    told = replace(cue, kind=kind, value=" ".join(named))
    made = _assertion(told, (clause[0], end), rest, (period, compared), discourse)
    return replace(made, about=dimension, codes=_implied(rest, dimension, discourse))


def _plain(
    cue: _Cue, clause: tuple[int, int], sentence: Sentence, analysed: Analysed, discourse: Discourse
) -> Assertion | None:
    """A majority, a first time, something equal or in line: told of what the clause names."""
    codes = _subject(cue, clause, sentence, analysed, discourse)
    if not codes and cue.kind != "in_line":
        return None
    in_line = cue.kind == "in_line"
    period, compared = (
        _in_line_times(sentence, analysed, discourse) if in_line else _times(clause, sentence, analysed, discourse)
    )
    compared = compared or _year_before_if_still(clause, analysed.text, period)
    made = _assertion(cue, clause, codes, (period, compared), discourse)
    share = in_line and _SHARE.search(analysed.text, *clause) is not None
    if cue.kind in {"majority", "plurality"}:
        made = replace(made, about=list(codes)[-1])
    return replace(made, measure="share") if share else made


def _in_line_times(sentence: Sentence, analysed: Analysed, discourse: Discourse) -> tuple[str, str | None]:
    """What is in line is of the edition's year; another period named in the sentence is what it is in line with."""
    edition = str(discourse.edition_year)
    named = [one.time_period for one in analysed.periods if sentence.start <= one.start < sentence.end]
    return edition, next((one for one in named if one != edition), None)


def _year_before_if_still(clause: tuple[int, int], text: str, period: str) -> str | None:
    """``är fortsatt störst`` compares with the year before."""
    if "/" in period or not _STILL.search(text, *clause):
        return None
    return str(int(period) - 1)


def _implied(codes: Codes, dimension: str, discourse: Discourse) -> dict[str, str]:
    """The codes with what the family says that the classes of the dimension imply."""
    made = dict(codes)
    for implied in discourse.prose.implied:
        if implied.dimension == dimension:
            fill(made, implied.codes)
    return made


def _assertion(
    cue: _Cue, clause: tuple[int, int], codes: Codes, times: tuple[str, str | None], discourse: Discourse
) -> Assertion:
    """A statement about persons of these codes."""
    return Assertion(
        start=cue.start,
        end=cue.end,
        clause=clause,
        kind=cue.kind,
        measure=discourse.prose.measure,
        codes=codes,
        about=NOT_APPLICABLE,
        time_period=times[0],
        compared_to=times[1] or NOT_APPLICABLE,
        value=cue.value,
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
                _implied(_attributes_of(discourse.focus, discourse), word.name, discourse),
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

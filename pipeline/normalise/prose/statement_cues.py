"""Cues of statements without a number, by kind: general Swedish words, and the clause that each stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.draft import Claim, Discourse
from pipeline.normalise.prose.lexicon import Mention, Sort
from pipeline.normalise.prose.sentences import Sentence
from pipeline.normalise.prose.words import mentions_in


@dataclass(frozen=True, slots=True)
class Cue:
    """Words at ``start`` to ``end`` that tell the kind of a statement, with what they say by themselves."""

    kind: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A cue in its clause (``start`` to ``end``); ``discourse`` is what was spoken of before the sentence."""

    cue: Cue
    start: int
    end: int
    sentence: Sentence
    analysed: Analysed
    discourse: Discourse
    claims: Sequence[Claim]

    @property
    def text(self) -> str:
        """The passage's text."""
        return self.analysed.text

    @property
    def words(self) -> str:
        """The cue as printed."""
        return self.text[self.cue.start : self.cue.end].casefold()

    @property
    def before(self) -> str:
        """What the clause says before the cue."""
        return self.text[self.start : self.cue.start]

    @property
    def after(self) -> str:
        """What the clause says after the cue."""
        return self.text[self.cue.end : self.end]

    def terms(self, start: int, end: int) -> list[Mention]:
        """The words for codes between two places."""
        return [one for one in mentions_in(self.analysed, start, end) if one.sort is Sort.TERM]


_UP = (
    r"öka(?:t|r|de|nde)?|ökning\w*|(?<!ett\s)(?<!\wa\s)steg|stigit|stiger|växt|växte|växer|vuxit|uppgång\w*"
    r"|blivit\s+vanligare|fler(?!\s+än\s+\d)(?!\w)"
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
        (
            r"(?:allra\s+)?(?:vanligast\w*|störst\w*|flest)|toppar(?:\s+listan)?|leder(?!\s+(?:till|fram))|dominera\w*"
            r"|mest\s+förekommande"
        ),
        "most",
    ),
    ("trend", _UP, "up"),
    ("trend", _DOWN, "down"),
    ("trend", _FLAT, "flat"),
)
_COMPILED = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), value) for kind, pattern, value in _CUES
)
_CLAUSE_END = re.compile(
    r"[.;:!?]\s|,\s(?:och|men|medan|vilket|då|för\s+att)\s|\s(?:men|medan)\s"
    r"|\s(?:och|samt)\s(?=(?:antal\w*|andel\w*|att)\s)",
    re.IGNORECASE,
)


def sayings_of(
    sentence: Sentence, analysed: Analysed, claims: Sequence[Claim], discourse: Discourse
) -> Iterator[Saying]:
    """Every cue of a sentence in its clause, in order, but not the words of a change that is told by a number."""
    for cue in _cues(sentence, analysed, claims):
        starts = [match.end() for match in _CLAUSE_END.finditer(analysed.text, sentence.start, cue.start)]
        end = _CLAUSE_END.search(analysed.text, cue.end, sentence.end)
        start = starts[-1] if starts else sentence.start
        yield Saying(cue, start, end.start() if end else sentence.end, sentence, analysed, discourse, claims)


def _cues(sentence: Sentence, analysed: Analysed, claims: Sequence[Claim]) -> list[Cue]:
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
                cues.append(Cue(kind, *match.span(), value))
    return sorted(cues, key=lambda cue: cue.start)

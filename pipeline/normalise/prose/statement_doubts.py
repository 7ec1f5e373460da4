"""What keeps a cue from stating anything that could be checked: it is denied, supposed, or said of something else."""

from __future__ import annotations

import re

from pipeline.normalise.prose.function_words import FUNCTION_WORDS
from pipeline.normalise.prose.lexicon import Sort
from pipeline.normalise.prose.statement_cues import Saying
from pipeline.normalise.prose.words import mentions_in

_KNOWN = frozenset({Sort.TERM, Sort.COUNTED, Sort.POPULATION, Sort.CLASS})

_NOT_COUNTED = frozenset({Sort.MEASURE, Sort.MOVED, Sort.EXCLUDING})

_DENIED = re.compile(
    r"(?<!\w)(?:inte|ej|aldrig|knappast|varken|ingen|inget|inga|utan\s+att|tror|tros|kan|kunde|skulle|bör|borde|behöver"
    r"|ska|skall|kommer\s+att|vill|väntas|förväntas|befaras|verka[rd]\w*|tyck[ts]\w*|tyder\s+på|såg\s+[^.;]*\but"
    r"|ser\s+[^.;]*\but|ut\s+att|kanske|gärna|önskar|hoppas|tvärtom|omvänt|de[nt]\s+(?:förra|senare|först\w+|sist\w+)|möjligen|sannolikt|troligen|risk\w*|oklart|osäkert|^om|huruvida|oavsett|mål\w*"
    r"|för\s+att(?!\s+(?:sedan|därefter|åter|sen)))(?!\w)",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(r"\s+(?:\w+\s+)?(?:inte|ej|aldrig)(?!\w)|\s*\?", re.IGNORECASE)
_IN_THE_LONG_RUN = re.compile(
    r"(?<!\w)(?:(?:de|på|under)\s+(?:de\s+)?sena(?:ste|re)\s+åren?|(?:under|över|på)\s+(?:en\s+)?(?:läng\w+|lång\w*|flera)\s+(?:tid|år)"
    r"|(?:sedan|i)\s+länge|över\s+tid|successivt|på\s+sikt|under\s+perioden|under\s+\w+\s+år\s+i\s+rad)(?!\w)",
    re.IGNORECASE,
)
_EARLIER_YEARS = re.compile(r"tidigare\s+år(?:en)?(?!\w)", re.IGNORECASE)
_A_PLACE = re.compile(
    r"(?<!\w)(?:plats\w*|ordning\w*|rang\w*|placering\w*|listan|topp\w*|\w+\s+plats\w*)(?!\w)", re.IGNORECASE
)
_OF_NOUN = re.compile(r"(?:ökning|minskning|nedgång|uppgång)(?P<definite>en)?\w*$", re.IGNORECASE)
_ASSERTED = re.compile(
    r"(?<!\w)(?:är|var|ser|såg|ses|sågs|innebär|innebar|noterade?s?|noterades|skett|sker|skedde|syns|syntes|visar|visade"
    r"|betyder|motsvarar)\s+(?:\w+\s+){0,2}(?:en|fortsatt)\s+(?:\w+\s+){0,2}$|,\s+en\s+(?:\w+\s+)?$|\ben\s+årlig\s+$",
    re.IGNORECASE,
)
_TO_GROW = re.compile(r"(?:öka|minska)$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?<!\w)(?:fortsätt\w*|fortsatte?|fortsatt|börja\w*|tender\w+)\s+(?:\w+\s+)?(?:att\s+)?$"
    r"|för\s+att\s+(?:sedan|därefter|åter|sen)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_MORE = re.compile(r"fler$|färre$", re.IGNORECASE)
_IS_MORE = re.compile(
    r"(?<!\w)(?:är|var|vara|varit|finns|fanns)\s+(?:(?!det\b|att\b)\w+\s+){0,3}$|(?<!\w)(?:andra|något)\s+$",
    re.IGNORECASE,
)
_FAR = re.compile(r"(?<!\w)(?:betydligt|långt|mycket|klart|avsevärt)\s+$", re.IGNORECASE)
_THAN = re.compile(r"[^,;:]*?(?<!\w)än\s+", re.IGNORECASE)
_TIME_BEFORE = re.compile(r"(?:tidigare|förut|förr|någonsin|vanligt)(?!\w)", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+(?P<word>\w+)")
_VERB = re.compile(r"\w+(?:[aoå]?s|des|ts|tts|r|de|te)$", re.IGNORECASE)
_PLURAL = re.compile(r"\w{3,}(?:ar|er|or)$", re.IGNORECASE)
_COMMON_VERB = re.compile(
    r"(?:kommer|hittar|blir|har|är|finns|hamnar|söker|träffar|möter|utnyttjas|upptäck(?:s|tes|ts)|identifiera(?:s|des|ts))$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"(?P<preposition>(?<!\w)(?:i|på|under|inom|för|av|enligt|från|med|bland|vid|hos|om|till|över)\s+)?"
                   r"(?<!\w)(?P<noun>\w{4,}(?:en|et|nan|arna|erna|orna))(?!\w)", re.IGNORECASE)  # fmt: skip
_MEASURED = re.compile(r"(?<!\w)(?:antal\w*|andel\w*|del\w*|siffr\w+|kurva\w*|statistik\w*)(?!\w)", re.IGNORECASE)
_TIME_WORD = re.compile(r"(?:år|månad|period|tid|gång)\w*$", re.IGNORECASE)
_SUBORDINATE = re.compile(r"(?<!\w)att\s(?!\w+a\s*$)", re.IGNORECASE)


def is_doubtful(saying: Saying) -> bool:
    """Whether a cue is denied, supposed or asked, in its clause."""
    return (
        _DENIED.search(saying.before) is not None
        or _DENIED_AFTER.match(saying.after) is not None
        or saying.text[saying.sentence.end - 1] == "?"
        or _is_of_another_measure(saying)
    )


def _is_of_another_measure(saying: Saying) -> bool:
    """Whether the clause is about something else that is counted, such as persons moved from one class to another."""
    named = mentions_in(saying.analysed, saying.start, saying.end)
    spoken = saying.discourse.measure or saying.discourse.section_measure
    return any(one.sort in _NOT_COUNTED for one in named) or spoken not in {"", saying.discourse.prose.measure}


def is_no_trend(saying: Saying) -> bool:
    """Whether words for more and less say something else than how a known number went from one year to the next."""
    long_run = _IN_THE_LONG_RUN.search(saying.before + saying.after)
    if long_run is not None and not _EARLIER_YEARS.search(saying.after):
        return True
    return (
        _A_PLACE.search(saying.after) is not None
        or _is_unasserted_noun(saying)
        or _is_intention(saying)
        or _compares_classes(saying)
        or _more_of_something_else(saying)
        or _is_of_unknown_noun(saying)
    )


def _is_unasserted_noun(saying: Saying) -> bool:
    """``nedgången beror på``, ``efter en nedgång``: what went down was told elsewhere."""
    noun = _OF_NOUN.match(saying.words)
    return noun is not None and (noun["definite"] is not None or not _ASSERTED.search(saying.before))


def is_more(saying: Saying) -> bool:
    """Whether the cue is ``fler`` or ``färre``."""
    return _MORE.match(saying.words) is not None


def _is_intention(saying: Saying) -> bool:
    """``för att öka kunskapen``, but not ``fortsätter att öka``."""
    infinitive = _TO_GROW.match(saying.words) is not None
    attribute = saying.words.endswith("ande") and not re.search(r"(?:är|var)\s+(?:\w+\s+)?$", saying.before)
    return attribute or (infinitive and not _GOES_ON.search(saying.before))


def _compares_classes(saying: Saying) -> bool:
    """``flickorna är fler``, ``fler än något annat land``: classes are compared, not years."""
    than = _THAN.match(saying.after)
    if than is not None:
        place = saying.cue.end + than.end()
        return not _is_time(saying, place)
    return is_more(saying) and (_IS_MORE.search(saying.before) or _FAR.search(saying.before)) is not None


def _is_time(saying: Saying, place: int) -> bool:
    """Whether a time stands there, with few words before it: ``än under 2029``, ``än de var året innan``."""
    if _TIME_BEFORE.match(saying.text, place):
        return True
    if any(place <= one.start < place + len("sammanställningen för ") for one in saying.analysed.periods):
        between = next(one.start for one in saying.analysed.periods if one.start >= place)
        return not saying.terms(place, between)
    return False


def _more_of_something_else(saying: Saying) -> bool:
    """``fler kontroller``: a noun that the family does not know."""
    following = _NEXT_WORD.match(saying.text, saying.cue.end, saying.end)
    if not is_more(saying) or following is None:
        return False
    place, end = following.span("word")
    if any(place <= one.start <= end + 1 and one.sort in _KNOWN for one in saying.analysed.mentions):
        return False
    word = following["word"].casefold()
    is_verb = word in FUNCTION_WORDS or _COMMON_VERB.match(word) or (_VERB.match(word) and not _PLURAL.match(word))
    return not is_verb


def _is_of_unknown_noun(saying: Saying) -> bool:
    """``skillnaden har ökat``: what stands first before the cue, with no preposition, is nothing that is counted."""
    starts = [match.end() for match in _SUBORDINATE.finditer(saying.text, saying.start, saying.cue.start)]
    start = starts[-1] if starts else saying.start
    for found in _HEAD.finditer(saying.text, start, saying.cue.start):
        known = [*mentions_in(saying.analysed, saying.start, found.start("noun") + 1)]
        subject = any(one.sort in _KNOWN for one in known)
        if subject or _MEASURED.search(saying.text, start, found.end()):
            return False
        in_time = any(one.start <= found.start("noun") < one.end for one in saying.analysed.periods)
        if not (found["preposition"] or in_time or _TIME_WORD.match(found["noun"])):
            return True
    return False


_SECOND = re.compile(
    r"(?<!\w)(?:näst|andra|tredje|fjärde|femte|en\s+av\s+de|ett\s+av\s+de|tillhör\s+de|bland\s+de)\s+(?:allra\s+)?$",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"(?<!\w)(?:mindre|övriga|andra|nya|resterande|återstående|små|ovanliga\w*)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_SOME_THAT = re.compile(r"(?<!\w)(?:av|bland|inom)\s+de\s+\w+\s+(?:som|där|i\s+vilka)(?!\w)", re.IGNORECASE)
_FOLLOWS_SUPERLATIVE = re.compile(
    r"förekommande|bedöm\w+|antal\w*|gruppen|enskilda|drabbar|utsatta|listan|arbetade|hänvisade|\w+(?:ades|des|ttes|rades)$",
    re.IGNORECASE,
)


def is_no_first_place(saying: Saying) -> bool:
    """Whether a superlative is of something else than a class of its dimension, or of some of the classes only."""
    return (
        _SECOND.search(saying.before) is not None
        or _is_of_some_classes(saying)
        or _is_of_another_noun(saying)
        or _is_a_split(saying)
    )


def _is_of_some_classes(saying: Saying) -> bool:
    """``bland de mindre formerna``, ``av de branscher som``."""
    classes = (one for one in mentions_in(saying.analysed, saying.start, saying.end) if one.sort is Sort.CLASS)
    return _SOME_THAT.search(saying.text, saying.start, saying.end) is not None or any(
        _SOME.search(saying.text, saying.start, one.start) for one in classes
    )


def _is_of_another_noun(saying: Saying) -> bool:
    """``störst betydelse``, ``den största ökningen``."""
    following = _NEXT_WORD.match(saying.text, saying.cue.end, saying.end)
    if following is None:
        return False
    place, word = following.start("word"), following["word"].casefold()
    if any(place <= one.start <= following.end() + 1 and one.sort in _KNOWN for one in saying.analysed.mentions):
        return False
    return not (_FOLLOWS_SUPERLATIVE.match(word) or word in FUNCTION_WORDS or _VERB.match(word))


_PREPOSITION = re.compile(r"(?<!\w)(?:bland|för|av|hos|inom|i|gäller|om|från)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def _is_a_split(saying: Saying) -> bool:
    """``männen är flest inom X``: they are the most of X, X is not the largest class."""
    attributes = set(saying.discourse.prose.attributes)
    return any(
        set(one.codes) <= attributes and not _PREPOSITION.search(saying.text, saying.start, one.start)
        for one in saying.terms(saying.start, saying.cue.start)
    ) and saying.words.endswith(("flest", "vanligast", "störst"))

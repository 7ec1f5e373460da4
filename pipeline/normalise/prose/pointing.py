"""What a sentence points at: those just told, the set that its opening names, or everybody."""

from __future__ import annotations

import re

from pipeline.normalise.prose.analysed import Analysed
from pipeline.normalise.prose.draft import Codes, Draft, Scene, fill
from pipeline.normalise.prose.lexicon import Sort
from pipeline.normalise.prose.parts import RELATIVE
from pipeline.normalise.prose.phrases import Figure
from pipeline.normalise.prose.words import SUM, meaning, mentions_in, names_something

_POINTING = re.compile(
    r"^[\"\u201d(]*(?:(?:av|bland)\s+(?:dem|dessa|vilka)\b|(?:den|de|dessa|han|hon|därav|där|här|dit|därifrån|varav|motsvarande)\b|det\s+(?:är|var|motsvarar|gällde|gäller|rör|handlar|handlade)\b|det\s+(?:kan|ska|bör)\s+(?:ställas|jämföras)\b"
    r"|detta\b|(?:utvecklingen|trenden|kurvan)\b(?!\s+(?:för|av|bland|inom|i|över|hos)\s)|siffr\w+|årets\s+siffr\w+|(?:ökningen|minskningen|nedgången|uppgången|fördelningen)\b|andel(?:en|arna)\s+(?:är|var|har|uppg|låg|ligger|steg|sjönk|ökade|minskade|av\s+samtliga)\w*"
    r"|antalet\s+(?:är|var|har|uppg|låg|ligger|steg|sjönk|ökade|minskade)\w*|så\s+(?:är|var)\s+det\b|(?:totalt|sammanlagt)\s+(?:handla|gäll|rör)\w*\s+det\b|på\s+(?:det|så)\s+sätt\w*|på\s+den\s+vägen|resultat|då\s+var|sedan\s+dess)",
    re.IGNORECASE,
)

_EVERYBODY = re.compile(
    r"(?<!\w)(?:(?:av|bland)\s+(?:de|alla|samtliga|alla\s+de|samtliga\s+de)?\s*(?:som\s+)?(?:har\s+)?<p>(?:\s+<c>)?(?!\s+<t>)"
    r"|(?:av\s+)?(?:samtliga|alla)\s+<[cp]>(?!\s+<t>)|de\s+<p>\s+(?:kom|är|har)\w*"
    r"|(?<!^)i\s+(?:hela\s+)?(?:statistiken|materialet)|årets\s+(?:<c>(?!\s+därifrån)|statistik)|det\s+totala\s+antalet)",
    re.IGNORECASE,
)


def names_everybody(analysed: Analysed, start: int, end: int) -> bool:
    """Whether the words name all those counted: ``av samtliga identifierade``, ``årets ärenden``."""
    return _EVERYBODY.search(analysed.outline(start, end)) is not None


_PART_OF = re.compile(r"^[\"\u201d(]*(?:under\s+\w+\s+)?(?:var\s+|är\s+)?(?:av|bland|utav|hos)\s", re.IGNORECASE)

VERB = re.compile(
    r"(?<!\sde)(?<!\salla)(?<!\ssamtliga)\s\w{3,}ade\b|\s(?:var|är|utgjorde|utgör|gällde|gäller|rörde|handlar|bedöms|klassas|rubriceras|registreras|redovisas|hade|har|kom|kommer|fanns|finns|blev|bestod|ligger|toppar|återfinns|avser|avsåg|rör|dominerar|dominerade|omfattar|omfattade|\w+(?:ades|tes|des))\b",
    re.IGNORECASE,
)

_THEM = re.compile(r"(?<!\w)(?:dem|dessa|vilka)\b(?!\s+som\b)", re.IGNORECASE)


_THENCE = re.compile(r"(?<!\w)(?:[dh]ärifrån|i\s+(?:den\s+|denna\s+)?gruppen)(?!\w)", re.IGNORECASE)

_FROM_WHERE = re.compile(r"(?<!\w)[dh]ärifrån(?!\w)", re.IGNORECASE)


def place_before(scene: Scene) -> Codes:
    """The last place that the passage names before the sentence: ``Y är nytt på listan. Av de 30 därifrån ...``."""
    spec = scene.discourse.spec
    named = [one.codes for one in scene.analysed.mentions if one.end <= scene.sentence.start and one.sort is Sort.TERM]
    places = [codes for codes in named if any(spec.dimensions[key].standard for key in codes)]
    return places[-1] if places else {}


_LATTER = re.compile(r"(?<!\w)de\s+(?:(?P<latter>senares?|sistnämndas?)|förras?|förstnämndas?)(?!\w)", re.IGNORECASE)


_NAMED_AGAIN = re.compile(
    r"\W*de\s+(?:(?P<latter>senare|sistnämnda)|förra|förstnämnda)(?:s\s+\w+)?\s+(?:är|var|har|hade|blev)\s",
    re.IGNORECASE,
)
"""``De sistnämnda har mer än fördubblats``: the last or first of the numbers told side by side."""


def sentence_base(scene: Scene) -> Codes | None:
    """What ``Av X ...`` or ``Bland X ...`` at the beginning names, without a number; ``None`` for no such words."""
    end = scene.drafts[0].quantity.start if scene.drafts else scene.sentence.end
    colons = [one.end() for one in _COLON.finditer(scene.text, scene.sentence.start, end)]
    return _base_between(colons[-1] if colons else scene.sentence.start, end, scene)


_COLON = re.compile(r"[:;]\s+(?=(?:av|bland)\s)", re.IGNORECASE)
"""``Det skiljer sig: av kvinnorna hade 60 procent ...``."""

_THIS_YEARS = re.compile(r"(?<!\w)årets\s", re.IGNORECASE)
"""``Av årets utsatta``, where the text speaks of a form: of those in it, or of everybody?"""

_AND = re.compile(r"\W*(?:(?:och|men|medan|samt)\s+)?(?=(?:av|bland)\s)", re.IGNORECASE)


def clause_base(draft: Draft, scene: Scene) -> Codes | None:
    """``..., och av kvinnorna hade 60 procent ...``: a base told anew for a further number of the sentence."""
    match = _AND.match(scene.text, draft.part.start, draft.quantity.start)
    if match is None or _THEM.search(scene.text, match.end(), draft.quantity.start):
        return None
    named = mentions_in(scene.analysed, match.end(), draft.quantity.start)
    is_named = any(one.sort is Sort.TERM for one in named)
    return _base_between(match.end(), draft.quantity.start, scene) if is_named else None


def _base_between(start: int, end: int, scene: Scene) -> Codes | None:
    text = scene.text
    opening = text[start:end]
    match = _PART_OF.match(opening)
    if match is None:
        return None
    verbs = (one.start() for one in VERB.finditer(opening, match.end() - 1))
    verb = next((at for at in verbs if not RELATIVE.search(opening, 0, at + 1)), None)
    if verb is None:
        return None
    stop = start + verb
    codes: dict[str, str] = {}
    for mention in mentions_in(scene.analysed, start, stop):
        if mention.sort is Sort.TERM:
            codes.update(meaning(mention, scene.discourse.prose.measure, scene.discourse))
    everybody = names_everybody(scene.analysed, start, stop)
    if not codes and everybody and not (scene.discourse.topic and _THIS_YEARS.search(text, start, stop)):
        return {}
    fill(codes, scene.discourse.section)
    latter = _LATTER.search(text, start, stop)
    if latter and scene.discourse.row:
        fill(codes, scene.discourse.row[-1 if latter["latter"] else 0].codes)
    elif _FROM_WHERE.search(text, start, stop):
        fill(codes, place_before(scene) or scene.discourse.focus)
    elif _THEM.search(text, start, stop) or _THENCE.search(text, start, stop):
        fill(codes, scene.discourse.focus)
    elif not codes:
        people = any(one.sort is Sort.COUNTED for one in mentions_in(scene.analysed, start, stop))
        splits = scene.discourse.prose.splits
        return {key: code for key, code in scene.discourse.focus.items() if key not in splits} if people else None
    return codes


def codes_from_before(base: Codes | None, scene: Scene) -> Codes:
    """What the text before this sentence says of all its numbers."""
    if not scene.drafts:
        return {}
    text = scene.text
    first = scene.drafts[0]
    if base is not None:
        return _that_way(base, scene) if _THAT_WAY.search(text, first.part.start, first.part.end) else {}
    opening = text[scene.sentence.start : first.quantity.start]
    is_share = first.figure is Figure.SHARE and re.match(r"andel", opening, re.IGNORECASE) is not None
    if is_share and not first.own:
        return {**scene.discourse.section, **scene.discourse.frame, **scene.discourse.focus}
    if is_of_everybody(scene):
        return {}
    codes: dict[str, str] = {}
    told_sum = first.head.noun is None and SUM.search(opening) is not None and len(scene.discourse.row) > 1
    named = _NAMED_AGAIN.match(opening)
    if named and len(scene.discourse.row) > 1:
        fill(codes, scene.discourse.row[-1 if named["latter"] else 0].codes)
    elif points_back(scene) and not told_sum:
        fill(codes, _places(scene) if _FROM_THERE.match(opening) else scene.discourse.focus)
        if first.head.pointing or _POINTING.match(opening):
            fill(codes, scene.discourse.focus_before)
    if _NEXT_IN_ORDER.match(opening):
        fill(
            codes, {key: code for key, code in _shared_by_row(scene).items() if key in scene.discourse.prose.attributes}
        )
    fill(codes, scene.discourse.frame)
    fill(codes, scene.discourse.section)
    return codes


_FROM_THERE = re.compile(r"\W*[dh]ärifrån\s", re.IGNORECASE)


def _places(scene: Scene) -> Codes:
    """What ``därifrån`` points at: of all that was spoken of, a place, whichever domain was named beside it."""
    spec = scene.discourse.spec
    places = {key: code for key, code in scene.discourse.focus.items() if spec.dimensions[key].standard}
    rest = {key: code for key, code in scene.discourse.focus.items() if key in scene.discourse.prose.attributes}
    return {**rest, **places} if places else scene.discourse.focus


def _that_way(base: Codes, scene: Scene) -> Codes:
    """``Av ärendena inom X upptäcktes hälften på detta sätt``: the domain that the text speaks of."""
    spoken = {**scene.discourse.topic, **scene.discourse.focus}
    return {key: code for key, code in spoken.items() if key not in {*base, *scene.discourse.prose.attributes}}


_NEXT_IN_ORDER = re.compile(r"\W*(?:därefter|därnäst|sedan|därpå)\s+(?:kommer|kom|följer|följde)\s", re.IGNORECASE)


def _shared_by_row(scene: Scene) -> Codes:
    """What the numbers side by side before have in common: ``Därefter kommer X med sex`` goes on with them."""
    rows = [one.codes for one in scene.discourse.row]
    return {key: code for key, code in rows[0].items() if all(one.get(key) == code for one in rows)} if rows else {}


def is_of_everybody(scene: Scene) -> bool:
    """``Av samtliga identifierade``, ``totalt 40 personer``: a sentence that begins anew with all persons."""
    first, start = scene.drafts[0], scene.sentence.start
    opening = scene.text[start : first.quantity.start]
    found = any(one.sort is Sort.POPULATION for one in mentions_in(scene.analysed, start, first.quantity.start))
    counts = found or (first.head.noun is not None and first.head.noun.sort is Sort.COUNTED)
    told_sum = counts and SUM.search(opening) is not None and not scene.discourse.section
    told_sum = told_sum and _POINTING.match(opening) is None
    of_all = first.figure is Figure.COUNT and _EVERYBODY.match(
        scene.analysed.outline(first.quantity.end + 1, first.part.end)
    )
    return names_everybody(scene.analysed, start, first.quantity.start) or told_sum or bool(of_all)


_MOST_OF_THOSE = re.compile(
    r"(?:(?:så\s+gott\s+som|nästan|nästintill)\s+(?:alla|samtliga)|flertalet|merparten|majoriteten|huvuddelen|de\s+(?:allra\s+)?flesta)(?=,|\s+(?:är|var|gällde|rörde|kom|avsåg)\s)"
    r"|(?:inom|genom|från|hos|bland|i|via|av)\s+(?:den|det|dem|denna|detta|dessa)\s"
    r"(?:är|var|har|hade|kom|finns|fanns|\w+(?:ades|tes|des|ade|ckte|stes))\s"
    r"|(?:hela|samtliga|återstående|resterande|övriga|(?:de\s+)?(?:återstående|resterande|övriga))\s+(?:\d|\w+\s+(?:gäll|rör|avs|är|var|kom))",
    re.IGNORECASE,
)


def speaks_of_those(scene: Scene) -> bool:
    """Whether a sentence's opening has words for those just told, whatever it adds."""
    opening_end = scene.drafts[0].quantity.start if scene.drafts else scene.sentence.end
    among = _AMONG_THEM.search(scene.text, scene.sentence.start, opening_end)
    return among is not None or _MOST_OF_THOSE.match(scene.text, scene.sentence.start) is not None


_PRONOUN = re.compile(
    r"(?<!\w)(?:är|var|svarar|svarade|står|stod|blev|har|hade|låg|ligger|hamnade|kom)\s+(?:den|de|dessa)[\s,]"
    r"|^\W*(?:(?:i\s+år|i\s+fjol|nu|förra\s+året|(?:år\s+|under\s+)?\d{4})\s+)?(?:är|var|gäller|gällde|rör|rörde)\s+det\s+(?:\w+\s+){0,2}$"
    r"|(?<!\w)motsvarande\s+(?:siffra|antal)\s",
    re.IGNORECASE,
)

_AMONG_THEM = re.compile(
    r"(?<!\w)(?:bland|av)\s+(?:dem|dessa)(?!\s+som)(?!\w)|(?<!\w)(?:(?:denna|den|den\s+här|samma)\s+grupp(?:en)?|(?:i|inom)\s+gruppen)(?!\w)",
    re.IGNORECASE,
)

_IT_MOVED = re.compile(
    r"\s(?:växte|ökade|minskade|steg|sjönk|gick|krympte|föll)\s+(?:den|de|antalet)\s+(?:\w+\s+)?till\s", re.IGNORECASE
)  # "Från 12 personer 2030 växte den till 15"

_THAT_WAY = re.compile(
    r"(?<!\w)(?:på\s+(?:(?:detta|det|så)\s+(?:sätt|vis)|det\s+sättet)|(?:på\s+)?den\s+vägen)(?!\w)", re.IGNORECASE
)


_DIVIDED = re.compile(r"\W*(?:fördelat|uppdelat|räknat)\s+(?:på|efter)\s", re.IGNORECASE)
"""``Fördelat på ålder rör det sig om 40 vuxna``: a new subject."""

_THERE = re.compile(r"\s+som\s+(?:har\s+)?\w+\s+där(?:ifrån)?(?!\w)", re.IGNORECASE)


def points_back(scene: Scene) -> bool:
    """Whether a sentence has no subject of its own, or one that points at what was told before."""
    first, text = scene.drafts[0], scene.text
    opening = text[scene.sentence.start : first.quantity.start]
    if _IT_MOVED.search(text, first.quantity.end, scene.sentence.end):
        return True
    if (
        _AMONG_THEM.search(opening)
        or first.head.pointing
        or speaks_of_those(scene)
        or _POINTING.match(opening)
        or (_PRONOUN.search(opening) and not _DIVIDED.match(opening))
    ):
        return True
    if _THAT_WAY.search(text, first.part.start, first.part.end):
        return True
    if _THERE.match(text, first.head.end):
        return True
    if names_something(first, scene.analysed):
        return False
    return _goes_on_by_year(first, opening, scene) or _has_no_subject(first, opening, scene)


_ANOTHER_YEAR = re.compile(
    r"\W*(?:(?:under|år|sedan|i)\s+)*(?:19|20)\d\d(?:\s+(?:identifierades|registrerades|var\s+det)\s+|,\s+då\s+)",
    re.IGNORECASE,
)


def _goes_on_by_year(first: Draft, opening: str, scene: Scene) -> bool:
    """``År 2030 identifierades 40 personer`` goes on with a row of years; ``Sedan 2030, då 40 personer ...`` too."""
    noun = first.head.noun
    is_plain = noun is not None and noun.sort is Sort.COUNTED
    return is_plain and bool(scene.discourse.row) and _ANOTHER_YEAR.fullmatch(opening) is not None


def _has_no_subject(first: Draft, opening: str, scene: Scene) -> bool:
    """``Då var det 32``, ``9 personer, varav ...``; after a sentence on a topic also ``2031 kom 12 personer``."""
    if first.head.noun is None:
        return not first.head.is_unknown
    if first.head.noun.sort is not Sort.COUNTED:
        return False
    if scene.discourse.has_topic or _AT_THAT_TIME.match(opening):
        return True
    after = scene.text[first.head.end : scene.sentence.end]
    return not opening.strip() and re.match(r"\s*[.,;(]|\s*$", after) is not None


_AT_THAT_TIME = re.compile(r"(?:det\s+året|då|den\s+gången)\s", re.IGNORECASE)

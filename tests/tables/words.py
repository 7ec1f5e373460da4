"""Words and numbers of invented tables, in English and Swedish."""

from __future__ import annotations

from dataclasses import dataclass

from tests.worlds.dice import Dice


@dataclass(frozen=True, slots=True)
class Language:
    """Words of one language, and how it writes numbers."""

    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    joints: tuple[str, ...]
    heads: tuple[str, ...]
    groups: tuple[str, ...]
    total: str
    table: str
    note: str
    prose: tuple[str, ...]
    thousands: tuple[str, ...]
    point: str
    missing: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ENGLISH = Language(
    nouns=_words(
        "households schools rivers permits vehicles grants nurses patents vessels farms libraries museums bridges "
        "harbours clinics pupils tenants licences forests markets shipments audits workshops ferries orchards"
    ),
    adjectives=_words(
        "public private rural urban coastal temporary permanent registered regional seasonal technical foreign "
        "municipal early late combined secondary primary external domestic"
    ),
    joints=("of", "and", "in", "for", "with", "by"),
    heads=(
        "Number", "Share", "Change since last year", "Average cost", "Cost per unit", "Men", "Women", "Applications",
        "Granted", "Rejected", "Mean", "Median", "Total budget", "Area", "Rate per thousand", "Pending at year end",
        "Index", "Weight", "Full time", "Part time", "Net result", "Low", "High", "Unit",
    ),
    groups=("First half of the year", "Second half", "Inspected", "All regions", "Northern district", "By method",
            "Previous period", "Current period", "Persons", "Amounts in million"),
    total="Total",
    table="Table",
    note="Note:",
    prose=_words(
        "the board has followed how conditions change over several periods and finds that most of what was planned "
        "could be carried out although some districts lacked people with the right training while others had to wait "
        "for equipment which came later than agreed and so a part of the work was moved to another season"
    ),
    thousands=(",", ",", " ", ""),
    point=".",
    missing=("-", "–", "n/a", "..", ":", "*"),
)  # fmt: skip

SWEDISH = Language(
    nouns=_words(
        "hushåll skolor åar tillstånd fordon bidrag sjuksköterskor patent fartyg gårdar bibliotek museer broar hamnar "
        "kliniker elever hyresgäster licenser skogar marknader sändningar granskningar verkstäder färjor"
    ),
    adjectives=_words(
        "offentliga privata lantliga kustnära tillfälliga fasta registrerade regionala tekniska utländska kommunala "
        "tidiga sena samlade yttre inhemska årliga nya"
    ),
    joints=("och", "i", "för", "med", "av", "på"),
    heads=(
        "Antal", "Andel", "Förändring sedan förra året", "Medelkostnad", "Kostnad per enhet", "Män", "Kvinnor",
        "Ansökningar", "Beviljade", "Avslagna", "Medel", "Median", "Total budget", "Yta", "Antal per tusen",
        "Öppna vid årets slut", "Index", "Vikt", "Heltid", "Deltid", "Resultat", "Låg", "Hög", "Enhet",
    ),
    groups=("Första halvåret", "Andra halvåret", "Granskade", "Alla regioner", "Norra distriktet", "Efter metod",
            "Föregående period", "Innevarande period", "Personer", "Belopp i miljoner"),
    total="Totalt",
    table="Tabell",
    note="Anm.:",
    prose=_words(
        "nämnden har följt hur villkoren ändras över flera perioder och ser att det mesta av det som planerats kunde "
        "genomföras även om vissa distrikt saknade personal med rätt utbildning medan andra fick vänta på utrustning "
        "som kom senare än avtalat så att en del av arbetet flyttades till en annan säsong"
    ),
    thousands=(" ", " ", ""),
    point=",",
    missing=("-", "–", "..", "."),
)  # fmt: skip


def phrase(dice: Dice, language: Language, words: int) -> str:
    """A label of so many words, the first with a capital."""
    parts: list[str] = []
    for index in range(words):
        if index % 3 == 2:
            parts.append(dice.one(language.joints))
        elif index % 3 == 1 or words == 1:
            parts.append(dice.one(language.nouns))
        else:
            parts.append(dice.one(language.adjectives))
    if parts[-1] in language.joints:
        parts[-1] = dice.one(language.nouns)
    text = " ".join(parts)
    return text[0].upper() + text[1:]


def sentence(dice: Dice, language: Language) -> str:
    """A sentence of running text."""
    start = dice.whole(0, len(language.prose) - 2)
    words = [language.prose[(start + step) % len(language.prose)] for step in range(dice.whole(9, 24))]
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the numbers of one column are written."""

    thousands: str
    point: str
    decimals: int
    percent: bool
    parentheses: bool
    largest: int

    def text(self, value: int) -> str:
        """A value counted in units of the last decimal, as printed."""
        digits = f"{abs(value) / 10**self.decimals:,.{self.decimals}f}"
        written = digits.replace(",", "\0").replace(".", self.point).replace("\0", self.thousands)
        written += "%" if self.percent else ""
        if value < 0:
            return f"({written})" if self.parentheses else f"-{written}"
        return written


def numbers(dice: Dice, language: Language, thousands: str) -> Numbers:
    """The way of one column."""
    percent = dice.chance(0.2)
    decimals = dice.one((0, 0, 0, 1, 2)) if not percent else dice.one((0, 1))
    largest = 100 if percent else dice.one((60, 900, 9_000, 90_000, 4_000_000))
    return Numbers(thousands, language.point, decimals, percent, dice.chance(0.3), largest)

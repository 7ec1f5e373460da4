"""Everything that the audit page says by itself, in English and Swedish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.spec.names import Language, code_in_words


@dataclass(frozen=True, slots=True)
class Both:
    """The same in English and Swedish."""

    en: str
    sv: str

    def in_language(self, language: Language) -> str:
        """The text in one of the two."""
        return self.sv if language == "sv" else self.en


def same(text: str) -> Both:
    """What is no word of either language."""
    return Both(text, text)


def named(words: Mapping[str, Both], code: str) -> Both:
    """The name of a code; one that has none is told as it is."""
    return words.get(code) or same(code_in_words(code))


UNITS = {
    "persons": Both("persons", "personer"),
    "cases": Both("cases", "ärenden"),
    "percent": Both("percent", "procent"),
    "percentage_points": Both("percentage points", "procentenheter"),
    "rank": Both("rank", "plats"),
    "count": Both("classes", "klasser"),
    "ratio": Both("ratio", "kvot"),
}
QUALIFIERS = {
    "exact": Both("exact", "exakt"),
    "approximate": Both("approximate", "ungefärligt"),
    "at_least": Both("at least", "minst"),
    "at_most": Both("at most", "högst"),
    "lower": Both("lower end", "nedre gräns"),
    "upper": Both("upper end", "övre gräns"),
    "measured": Both("measured", "uppmätt"),
}
KINDS = {
    "sum": Both("sum", "summa"),
    "repeat": Both("told again", "upprepning"),
    "share": Both("share", "andel"),
    "change": Both("change", "skillnad"),
    "rank": Both("order", "ordning"),
    "trend": Both("trend", "trend"),
    "count": Both("number of classes", "hur många klasser"),
    "subset": Both("part of a whole", "del av helhet"),
    "chart": Both("drawn", "ritat"),
    "vintage": Both("published before", "publicerat förut"),
    "readers": Both("readers", "läsare"),
    "web": Both("all numbers together", "alla tal tillsammans"),
}
VERDICTS = {
    "holds": Both("holds", "stämmer"),
    "breaks": Both("breaks", "bryts"),
    "undecided": Both("undecided", "oavgjord"),
    "broken_check": Both("broken check", "trasig kontroll"),
    "confirmed": Both("confirmed", "bekräftat"),
    "unchecked": Both("unchecked", "okontrollerat"),
    "contradicted": Both("contradicted", "motsagt"),
}
SEVERITIES = {
    "refusal": Both("refusal", "avvisning"),
    "contradiction": Both("contradiction", "motsägelse"),
    "wording": Both("wording", "ordval"),
    "incomplete": Both("incomplete", "ofullständigt"),
    "drift": Both("new or not understood", "nytt eller ej förstått"),
    "note": Both("note", "anmärkning"),
}
DISPOSITIONS = {
    "observation": Both("number of a table row", "tal i en tabellrad"),
    "claim": Both("part of a statement", "del av ett påstående"),
    "year": Both("year", "årtal"),
    "figure_number": Both("figure number", "figurnummer"),
    "page_number": Both("page number", "sidnummer"),
    "axis_tick": Both("axis tick", "axelvärde"),
    "nameless_mark": Both("value in an unread figure", "värde i en oläst figur"),
    "contact": Both("contact", "kontaktuppgift"),
    "article": Both("article", "obestämd artikel"),
    "other": Both("other", "annat"),
    "unread_figure": Both("unread figure", "oläst figur"),
    "unexplained": Both("unexplained", "oförklarat"),
}
RESOLUTIONS = {
    "context": Both(
        "The words allow several meanings; the context chose.", "Orden tillåter flera betydelser; sammanhanget valde."
    ),
    "checks": Both(
        "The words allow several meanings; the other numbers chose.",
        "Orden tillåter flera betydelser; de andra talen valde.",
    ),
    "open": Both(
        "The words allow several meanings, and none agrees with the other numbers: do not cite it.",
        "Orden tillåter flera betydelser, och ingen stämmer med de andra talen: citera det inte.",
    ),
}
RUNNING_TEXT = Both("Running text", "Löpande text")

SAYINGS = {
    "audit": Both("Audit", "Granskning"),
    "language": Both("Language", "Språk"),
    "skip": Both("Skip to the numbers", "Hoppa till talen"),
    "numbers": Both("Numbers", "Tal"),
    "findings": Both("Findings", "Fynd"),
    "misprints": Both("Misprints", "Tryckfel"),
    "figures": Both("Figures", "Figurer"),
    "table": Both("Table", "Tabell"),
    "about": Both("About", "Om"),
    "views": Both("Views", "Vyer"),
    "pages": Both("Pages", "Sidor"),
    "page": Both("Page", "Sida"),
    "p": Both("p.", "s."),
    "search": Both("Search", "Sök"),
    "block": Both("Block", "Block"),
    "all_blocks": Both("All blocks", "Alla block"),
    "verdicts": Both("Show only", "Visa bara"),
    "clear": Both("Show all", "Visa alla"),
    "larger": Both("Larger", "Större"),
    "smaller": Both("Smaller", "Mindre"),
    "fold": Both("Fold or unfold the panel", "Fäll ihop eller ut panelen"),
    "refused": Both("Refused by the gate:", "Avvisad av spärren:"),
    "refused_why": Both(
        "nothing of this report is in the tidy tables. The findings of severity “refusal” say why.",
        "inget av rapporten finns i de ordnade tabellerna. Fynden av slaget ”avvisning” säger varför.",
    ),
    "facsimile": Both(
        "A facsimile: typeset after a publication, and not the publication itself.",
        "Ett faksimil: satt efter en publikation, och inte publikationen själv.",
    ),
    "source": Both("Source", "Källa"),
    "publisher": Both("Publisher", "Utgivare"),
    "report": Both("Report", "Rapport"),
    "observations": Both("Rows read", "Lästa rader"),
    "numbers_on_pages": Both("Numbers on the pages", "Tal på sidorna"),
    "checks": Both("Checks", "Kontroller"),
    "reports": Both("Reports", "Rapporter"),
    "edition": Both("Edition", "Utgåva"),
    "verdict": Both("Verdict", "Utfall"),
    "refused_short": Both("refused", "avvisad"),
    "over_the_years": Both("Over the years", "Över åren"),
    "vintages_explained": Both(
        "Printed, exact values of loaded reports. In brackets the edition that tells it; an open dot was told by an"
        " earlier edition and is told otherwise by a later one.",
        "Tryckta, exakta värden ur laddade rapporter. Inom parentes utgåvan som säger det; en ihålig punkt sades av en"
        " tidigare utgåva och sägs annorlunda av en senare.",
    ),
    "legend": Both("What the outlines mean", "Vad ramarna betyder"),
    "none": Both("None.", "Inga."),
    "no_number": Both("No number stands on this page.", "Inget tal står på sidan."),
    "no_match": Both("No number matches the filter.", "Inget tal passar filtret."),
    "drawn": Both("(drawn)", "(ritat)"),
    "no_text": Both("(no text)", "(ingen text)"),
    "as_printed": Both("As printed", "Som tryckt"),
    "clause": Both("Clause", "Sats"),
    "note": Both("Note", "Anmärkning"),
    "readers": Both("Readers", "Läsare"),
    "meaning": Both("Meaning", "Betydelse"),
    "other_meanings": Both("Other meanings", "Andra betydelser"),
    "bounded": Both("Only bounded by", "Bara begränsat av"),
    "no_check": Both("No check says what this number is.", "Ingen kontroll säger vad talet är."),
    "elsewhere": Both("Told elsewhere", "Sägs också"),
    "nowhere_else": Both("Nowhere else in this report.", "Ingen annanstans i rapporten."),
    "in_findings": Both("In findings", "I fynd"),
    "finding": Both("Finding", "Fynd"),
    "cite": Both("Cite", "Citera"),
    "copy": Both("Copy the citation", "Kopiera källhänvisningen"),
    "copied": Both("Copied", "Kopierat"),
    "permalink": Both("Link to this number", "Länk till talet"),
    "previous": Both("Previous", "Föregående"),
    "next": Both("Next", "Nästa"),
    "accepted": Both("judged before:", "bedömt tidigare:"),
    "mend": Both("Changing one of these alone would mend it:", "Vart och ett av dessa kunde ensamt rätta till det:"),
    "to": Both("to", "till"),
    "likely": Both("likely", "troligt"),
    "said": Both("Words held against what was published before", "Ord jämförda med vad som publicerats förut"),
    "power_all": Both("every misprint would be noticed", "varje tryckfel skulle märkas"),
    "power_some": Both("some misprints would go unnoticed", "en del tryckfel skulle inte märkas"),
    "power_none": Both("a misprint here would go unnoticed", "ett tryckfel här skulle inte märkas"),
    "power_explained": Both(
        "Each printed number was changed as a misprint would change it (off by one, two or ten, ten times too large or"
        " small, digits swapped), one at a time, and all checks were run again.",
        "Varje tryckt tal ändrades så som ett tryckfel skulle ändra det (fel på ett, två eller tio, tio gånger för"
        " stort eller litet, omkastade siffror), ett i taget, och alla kontroller kördes om.",
    ),
    "power_shown": Both("The outlines on the pages show it too.", "Ramarna på sidorna visar det också."),
    "of_misprints": Both("of single misprints would be noticed", "av enstaka tryckfel skulle märkas"),
    "would_be_noticed": Both("misprints would be noticed", "tryckfel skulle märkas"),
    "of": Both("of", "av"),
    "unseen": Both("unnoticed:", "märks inte:"),
    "noticed_by": Both("by", "av"),
    "redrawn": Both("Redrawn from the data", "Ritad ur datat"),
    "original": Both("As published", "Som publicerad"),
    "label": Both("Label", "Etikett"),
    "value": Both("Value", "Värde"),
    "figures_explained": Both(
        "Each block as it was published, and what was read from it, drawn again. A picture that differs is a reading"
        " that is wrong.",
        "Varje block som det publicerades, och det som lästes ur det, ritat på nytt. Skiljer sig bilderna är något fel"
        " läst.",
    ),
    "table_explained": Both(
        "The tidy rows. Press a heading to sort; the filter above chooses.",
        "De ordnade raderna. Tryck på en rubrik för att sortera; filtret ovan väljer.",
    ),
    "keys": Both("Keys", "Tangenter"),
    "keys_on": Both("Use single keys", "Använd enstaka tangenter"),
    "key_np": Both("next and previous finding", "nästa och föregående fynd"),
    "key_jk": Both("next and previous number", "nästa och föregående tal"),
    "key_slash": Both("search", "sök"),
    "key_escape": Both("back from a number to its place on the page", "från ett tal tillbaka till platsen på sidan"),
    "key_help": Both("this view", "den här vyn"),
}
"""By the key that templates ask for."""

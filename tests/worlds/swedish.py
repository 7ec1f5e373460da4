"""Swedish words of generated editions: numerals, names of classes, lists."""

from __future__ import annotations

from collections.abc import Sequence

CARDINALS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
ORDINALS = (
    "",
    "första",
    "andra",
    "tredje",
    "fjärde",
    "femte",
    "sjätte",
    "sjunde",
    "åttonde",
    "nionde",
    "tionde",
    "elfte",
    "tolfte",
)

FORMS = {
    "labour": "Arbetskraft",
    "domestic_work": "Hushållsarbete",
    "criminality": "Kriminalitet",
    "multiple": "Multipel",
    "organ_removal": "Organhandel",
    "sexual": "Sexuella ändamål",
    "begging": "Tiggeri",
    "forced_marriage": "Tvångsäktenskap",
    "_U": "Vet ej",
}
"""Headings of the boxes, in the order of the page."""

AXIS = {
    "domestic_work": "Hushålls-\narbete",
    "multiple": "Multipel\nexploatering",
    "organ_removal": "Organ-\nhandel",
    "sexual": "Sexuella\nändamål",
    "forced_marriage": "Tvångs-\näktenskap",
}
"""Labels of the axis of figure 2 where they differ from the headings."""

FORMS_TOLD = {
    "labour": "arbetskraft",
    "domestic_work": "hushållsarbete",
    "criminality": "kriminalitet",
    "multiple": "multipel exploatering",
    "organ_removal": "organhandel",
    "sexual": "sexuella ändamål",
    "begging": "tiggeri",
    "forced_marriage": "tvångsäktenskap",
}

CLASSES = {
    "women": ("Kvinnor", "female", "adult"),
    "girls": ("Flickor", "female", "child"),
    "female_unknown_age": ("Okänd ålder kvinnor", "female", "_U"),
    "men": ("Män", "male", "adult"),
    "boys": ("Pojkar", "male", "child"),
    "male_unknown_age": ("Okänd ålder män", "male", "_U"),
    "unknown": ("Okänd ålder, okänt kön", "_U", "_U"),
}
"""Key of a line of a box: its label, sex and age; in the order of the lines."""

INDUSTRIES = {
    "hotel_restaurant": ("Hotell och restaurang", "hotell och restaurang"),
    "construction": ("Bygg", "bygg"),
    "green_sector": ("Grön näring", "grön näring"),
    "cleaning": ("Städ", "städ"),
    "beauty_body_care": ("Skönhet och kroppsvård", "skönhet och kroppsvård"),
    "food_agriculture_fishing_animals": (
        "Livsmedel, jordbruk, fiske, djurhållning",
        "livsmedel med jordbruk och djurhållning",
    ),
    "car_wash_repair": ("Biltvätt/bilverkstad", "biltvätt/bilverkstad"),
    "health_social_care": ("Vård och omsorg, sociala tjänster", "vård och omsorg"),
    "manufacturing": ("Industri", "industri"),
    "transport": ("Transport", "transport"),
    "_U": ("Vet ej", ""),
    "_O": ("Annat", ""),
}
"""Label in the figure, and name in a sentence."""

TOP_INDUSTRIES = {
    "hotel_restaurant": "hotell- och restaurangbranschen",
    "construction": "byggbranschen",
    "green_sector": "grön näring",
    "cleaning": "städbranschen",
    "beauty_body_care": "skönhet och kroppsvård",
}
"""Those that may be the largest, as a heading names them."""

REFERRERS = {
    "own_outreach": "uppsökande verksamhet",
    "migration_agency": "Migrationsverket",
    "police": "Polismyndigheten",
    "civil_society": "civilsamhället",
}

COUNTRIES = {
    "TH": "Thailand",
    "SE": "Sverige",
    "UA": "Ukraina",
    "CO": "Colombia",
    "PH": "Filippinerna",
    "RO": "Rumänien",
    "NG": "Nigeria",
    "BG": "Bulgarien",
    "VN": "Vietnam",
    "IN": "Indien",
    "BD": "Bangladesh",
    "PL": "Polen",
    "UZ": "Uzbekistan",
    "VE": "Venezuela",
    "LT": "Litauen",
    "PK": "Pakistan",
    "SY": "Syrien",
    "BR": "Brasilien",
}


NEW = "new:"
"""Before the label of a class that earlier editions do not have: its code."""


def form_label(code: str) -> str:
    """Return the heading of a form's box."""
    return FORMS.get(code, code.removeprefix(NEW))


def form_told(code: str) -> str:
    """Return the name of a form in a sentence."""
    return FORMS_TOLD.get(code, code.removeprefix(NEW).lower())


def industry_label(code: str) -> str:
    """Return the label of an industry in the figure."""
    return INDUSTRIES[code][0] if code in INDUSTRIES else code.removeprefix(NEW)


def industry_name(code: str) -> str:
    """Return the name of an industry in a sentence."""
    return INDUSTRIES[code][1] if code in INDUSTRIES else code.removeprefix(NEW).lower()


def cardinal(value: int) -> str | None:
    """Return the word for a small number, or None where digits are used."""
    return CARDINALS[value] if 0 <= value < len(CARDINALS) else None


def ordinal(value: int) -> str | None:
    """Return the word for a place in an order, or None where there is none here."""
    return ORDINALS[value] if 0 < value < len(ORDINALS) else None


def listed(names: Sequence[str], last: str = "och") -> str:
    """Return names as a list: `a, b och c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"

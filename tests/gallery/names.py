"""Invented Swedish-looking names."""

import random
import textwrap
from collections.abc import Sequence

_STEMS = ("Tall", "Björk", "Älv", "Norr", "Söder", "Lin", "Hög", "Ek", "Sten", "Ås", "Malm", "Kvarn", "Gran", "Öster")
_ENDINGS = ("köping", "vik", "by", "sund", "torp", "hamn", "berga", "ö", "sjö", "mark", "forsa", "lund")

_CATEGORIES = (
    ("Norr", "Söder", "Öst", "Väst", "Mitt", "Kust", "Fjäll", "Skog", "Slätt"),
    ("Ja", "Nej", "Delvis", "Vet ej", "Ej svar", "Kanske", "Aldrig", "Ofta"),
    ("2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024"),
    ("Kv 1", "Kv 2", "Kv 3", "Kv 4", "Kv 5", "Kv 6", "Kv 7", "Kv 8"),
    ("16-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75-84", "85+"),
    ("16–24 år", "25–34 år", "35–44 år", "45–54 år", "55–64 år", "65–74 år", "75–84 år", "85 år och äldre"),
    ("Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Jul", "Aug"),
    (
        "Utredning",
        "Samtalsstöd",
        "Skyddat boende",
        "Juridisk rådgivning",
        "Råd till personal",
        "Arbetsgivare/fack",
        "Öppet hus",
        "Övrigt stöd",
    ),
    (
        "Stöd till barn och unga",
        "Samverkan med kommuner och regioner",
        "Utbildning av chefer/ledare",
        "Kunskap om lagar och regler",
        "Uppföljning av insatser",
        "Information på lätt svenska",
        "Anpassade lokaler",
        "Digitala tjänster/e-hälsa",
        "Ekonomiskt bistånd till resor",
    ),
    (
        "Allmän tandvård",
        "Primärvård (vårdcentral)",
        "Akutmottagning och jour",
        "Barn- och ungdomsvård",
        "Psykiatrisk öppenvård",
        "Rehabilitering/habilitering",
        "Laboratorium",
        "Ambulans",
        "Förlossning",
    ),
    (
        "Jag trivs på min arbetsplats",
        "Min chef ger mig återkoppling",
        "Jag kan påverka mina arbetstider",
        "Det finns tid för återhämtning",
        "Målen är tydliga för alla",
        "Vi lär av varandras misstag",
        "Jag rekommenderar oss som arbetsgivare",
        "Ledningen lyssnar",
    ),
)

_SERIES = (
    ("Instämmer helt", "Instämmer delvis", "Varken eller", "Tar delvis avstånd", "Tar helt avstånd"),
    ("Kvinnor", "Män", "Annat/vill ej svara", "Uppgift saknas", "Okänt"),
    ("2020", "2021", "2022", "2023", "2024"),
    ("Mycket bra", "Bra", "Varken bra eller dåligt", "Dåligt", "Mycket dåligt"),
    ("Heltid", "Deltid", "Timanställd", "Föräldraledig", "Sjukskriven/tjänstledig"),
    ("Avslutade ärenden", "Pågående ärenden vid årets slut", "Avvisade", "Vilande", "Överlämnade till annan instans"),
    ("Förvaltning A", "Förvaltning B", "Förvaltning C", "Förvaltning D", "Förvaltning E"),
)

_TOPICS = (
    "Stöd och insatser",
    "Svar efter område",
    "Besök under året",
    "Ärenden efter typ",
    "Medarbetarnas bedömning",
    "Fördelning av svar",
    "Nöjdhet bland deltagare",
    "Inkomna frågor",
    "Utbildade personer",
)

_UNITS = {"%": "procent", "antal": "antal", "medelvärde": "medelvärde"}


def category_names(rng: random.Random, count: int, width_chars: int) -> tuple[str, ...]:
    """Names that fit the width on at most two lines, broken where they must."""
    pools = [fitting for pool in (*_CATEGORIES, _towns(rng)) if len(fitting := _fit(pool, width_chars)) >= count]
    # Short names fit everywhere; where long ones fit they are taken as often.
    longer = [pool for pool in pools if any("\n" in name for name in pool)]
    pool = rng.choice(longer if longer and rng.random() < 0.5 else pools)
    first = rng.randrange(len(pool) - count + 1)
    return tuple(pool[first : first + count])


def series_names(rng: random.Random, count: int, width_chars: int) -> tuple[str, ...]:
    """Names for a legend, the long ones broken."""
    pool = rng.choice(_SERIES)
    return tuple(
        "\n".join(textwrap.wrap(name, max(width_chars, 12), break_long_words=False, break_on_hyphens=False))
        for name in pool[:count]
    )


def title(rng: random.Random, unit: str) -> str:
    figure = rng.choice(("", f"Figur {rng.randint(1, 40)}. ", f"Diagram {rng.randint(1, 9)}: "))
    return f"{figure}{rng.choice(_TOPICS)}, {_UNITS[unit]}"


def note(rng: random.Random) -> str:
    source = ("", "", "Källa: egen beräkning", f"Antal svar: {rng.randint(40, 900)}", "Obs. bruten redovisning")
    return rng.choice(source)


def _towns(rng: random.Random) -> tuple[str, ...]:
    towns = {rng.choice(_STEMS) + rng.choice(_ENDINGS) for _ in range(14)}
    return tuple(sorted(towns))


def _fit(pool: Sequence[str], width_chars: int) -> list[str]:
    broken = [textwrap.wrap(name, width_chars, break_long_words=False, break_on_hyphens=False) for name in pool]
    return ["\n".join(lines) for lines in broken if len(lines) <= 2 and max(map(len, lines)) <= width_chars]

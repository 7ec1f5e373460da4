"""Facts in the words of their family."""

from __future__ import annotations

import pytest

from pipeline.model.observation import Fact
from pipeline.report.facts import fact_named
from tests.fixtures.facts import family_spec

SHARE = Fact("share", "2024", (("exploitation_form", "labour"), ("sex", "female")), base_measure="persons_identified")

NAMED = (
    "Share (Persons identified), 2024: Labour, Women and girls",
    "Andel (Identifierade personer), 2024: Arbetskraft, Kvinnor och flickor",
)


def share_of(base: str) -> Fact:
    return Fact(SHARE.measure, SHARE.time_period, SHARE.codes, base_measure=SHARE.base_measure, share_base=base)


@pytest.mark.parametrize(
    ("what", "english", "swedish"),
    [
        (
            share_of("exploitation_form"),
            f"{NAMED[0]} (of the same Form of exploitation)",
            f"{NAMED[1]} (av samma Exploateringsform)",
        ),
        (
            share_of("exploitation_form|known:sex,age"),
            f"{NAMED[0]} (of the same Form of exploitation; Sex and Age known)",
            f"{NAMED[1]} (av samma Exploateringsform; Kön och Ålder känt)",
        ),
        (
            share_of("_T|known:sex"),
            f"{NAMED[0]} (Sex known)",
            f"{NAMED[1]} (Kön känt)",
        ),
        (
            Fact("category_count", "2024", (), about="origin:top"),
            "Number of classes, 2024: Country of origin: most common",
            "Antal klasser, 2024: Ursprungsland: vanligast",
        ),
        (
            Fact("persons_also_exploited", "2024", (), about="exploitation_form=labour"),
            "Persons also exploited in another form, 2024: Labour",
            "Personer som även utsatts i en annan form, 2024: Arbetskraft",
        ),
        (
            Fact("rank", "2024", (("referrer", "police"),), base_measure="persons_identified", about="referrer"),
            "Rank (Persons identified), 2024: Police, Referred by",
            "Plats i ordningen (Identifierade personer), 2024: Polismyndigheten, Hänvisande aktör",
        ),
    ],
)
def test_what_codes_cannot_say_is_told_by_name(what: Fact, english: str, swedish: str) -> None:
    assert (fact_named(what, family_spec(), "en"), fact_named(what, family_spec(), "sv")) == (english, swedish)

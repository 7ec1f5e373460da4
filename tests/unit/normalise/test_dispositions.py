from __future__ import annotations

import pytest

from pipeline.model.geometry import BBox
from pipeline.model.printed import Span, Token, TokenPlace
from pipeline.normalise.dispositions import disposition


def token(text: str, line: str = "", place: TokenPlace = TokenPlace.ELSEWHERE, page: int = 1) -> Token:
    whole = line or text
    return Token(Span(text, page, (BBox(0, 0, 1, 1),)), whole, whole.index(text), place)


@pytest.mark.parametrize(
    ("given", "word"),
    [
        (token("2024", "Under 2024 fick", TokenPlace.PROSE), "year"),
        (token("020-390 000", "ring: 020-390 000."), "contact"),
        (token("40", "mailto:nilsson%40exempel.se", TokenPlace.LINK), "contact"),
        (token("24", "nspm24@exempel.se"), "contact"),
        (token("4", "Figur4. Pojkar", TokenPlace.CAPTION_NUMBER), "figure_number"),
        (token("7", place=TokenPlace.FURNITURE, page=7), "page_number"),
        (token("8", "Version 8", TokenPlace.FURNITURE, page=7), "other"),
        (token("40%", place=TokenPlace.AXIS), "axis_tick"),
        (token("430", "totalt 430 personer", TokenPlace.PROSE), "unexplained"),
        (token("1204"), "unexplained"),
        (token("2024", "2024 personer", TokenPlace.PROSE), "unexplained"),
        (token("18", "en 18-åring", TokenPlace.PROSE), "other"),
        (token("18", "18-åring"), "unexplained"),
    ],
)
def test_a_token_that_is_no_observation_is_told_by_rule(given: Token, word: str) -> None:
    assert disposition(given)[0] == word


def test_every_rule_gives_a_reason() -> None:
    assert all(disposition(token("12", place=place))[1] for place in TokenPlace)

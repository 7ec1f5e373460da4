"""General words for a total and for a part, in Swedish and English; not any publication's."""

from __future__ import annotations

import re

_TOTAL = re.compile(
    r"(?:total(?:t|er|s|summa|en)?|sum(?:ma)?|samtliga|sammanlagt|sammantaget|tillsammans|alla|all|altogether|overall|hela)",
    re.IGNORECASE,
)
_PART = re.compile(r"\W*(?:därav|varav|of\s+which|därtill|inkl\.?|including)\b", re.IGNORECASE)


def names_a_total(label: str) -> bool:
    """Whether the first or last word of a label is one for a total."""
    words = re.findall(r"[^\W\d_]+", label)
    return bool(words) and any(_TOTAL.fullmatch(word) for word in (words[0], words[-1]))


def names_a_part(label: str) -> bool:
    """Whether a label says of itself that it is a part of the one before."""
    return _PART.match(label) is not None

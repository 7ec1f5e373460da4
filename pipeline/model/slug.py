"""Names for machines from names as printed."""

from __future__ import annotations

import re
import unicodedata

_OTHER_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ð": "d", "þ": "th", "đ": "d", "ł": "l"})


def slug_of(text: str, between: str = "-") -> str:
    """Lower-case letters a to z and digits, with ``between`` for everything else.

    >>> slug_of("Årsrapport 2023 (slutlig).v2")
    'arsrapport-2023-slutlig-v2'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_OTHER_LETTERS))
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return between.join(re.findall(r"[a-z0-9]+", kept))

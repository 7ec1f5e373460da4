"""What a numeric token looks like: digits taken as long as one number, range or code goes."""

from __future__ import annotations

import re

# Digits grouped in threes by one space of any kind, or any run of digits; then decimals or further groups.
_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)|\d+)(?:[.,]\d+)*"

TOKEN = re.compile(rf"(?:(?<![\w.,])[+\-\u2212\u2013])?{_NUMBER}(?:[-\u2013\u2014]{_NUMBER})*(?:\s?%)?")
"""A signed number, a range or a code such as ``020-390 000``, with its percent sign."""

AGE = r"\d{1,3}(?:\s?[-\u2013]\s?\d{1,3})?\s?\u00e5r\b(?!\s(?:19|20)\d\d)"
"""An age or a span of ages inside a label (``18 år``); ``12 år 2024`` may be a number and a year."""

COUNT = rf"(?>{TOKEN.pattern})(?!\s?\u00e5r\b)"
"""A token that is no age."""

"""Text that a spreadsheet would run as a formula, made harmless."""

from __future__ import annotations

import re

APOSTROPHE = "'"
"""What stands before text that is not to be taken for a formula."""

_INVISIBLE = r"[\s\"\u00ad\u200b-\u200f\u2060\ufeff]*"
"""What a program may take away before it looks at a cell."""

_BEGINS = r"[=+\-@\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b]"
"""Signs that begin a formula, with those of full and of small width, which some programs take for the same."""

_BEGIN = re.compile(rf"{_INVISIBLE}{_BEGINS}")
_INSIDE = re.compile(rf"(?P<before>[;\t\r\n]{_INVISIBLE})(?P<sign>{_BEGINS})")
_CONTROLS = re.compile(r"[\t\r\n]")
_HARMLESS = re.compile(r"[-\u2212\uff0d]|[+\-\u2212]\d[\d\s.,]*%?")
"""A missing mark that is one dash, and what is only a number."""


def harmless(text: str) -> str:
    """The text with an apostrophe before everything that a spreadsheet would run.

    That is text that begins with a sign of formulas, also behind blanks. Numbers and the dash that marks a missing one
    stay as they are. A program that expects semicolons or tabs would begin a cell inside the text, and end it in the
    next column: there every such sign gets one.

    >>> harmless("=1+1"), harmless("-"), harmless("-12,5"), harmless("a;-1")
    ("'=1+1", '-', '-12,5', "a;'-1")
    """
    made = _INSIDE.sub(rf"\g<before>{APOSTROPHE}\g<sign>", text)
    if _CONTROLS.match(text) or (_BEGIN.match(text) and not _HARMLESS.fullmatch(text.rstrip())):
        return APOSTROPHE + made
    return made


_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """The text without characters that no XML file may hold, each replaced by U+FFFD.

    Source: Extensible Markup Language 1.0, section 2.2.
    """
    return _NOT_IN_XML.sub("\ufffd", text)

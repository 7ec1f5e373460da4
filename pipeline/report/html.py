"""Self-contained HTML: what is on it is escaped, and its security policy allows exactly its own style and script."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from pipeline.model.page_image import PageImage
from pipeline.report.page_words import SAYINGS, Both


def text_of(name: str) -> str:
    """A file of this package."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """Templates of this package; every text is escaped unless a template says that it is safe."""
    result = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(text_of),
    )
    result.filters["data_uri"] = _data_uri
    result.filters["both"] = both
    result.globals["say"] = say
    return result


def policy(style: str, script: str) -> str:
    """A Content-Security-Policy that allows this style sheet, this script and pictures inside the page; no request.

    Source: Content Security Policy Level 3, section 2.3.1 (``hash-source``).
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_digest(script)}'" if script else "script-src 'none'",
            f"style-src '{_digest(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}"


def both(text: Both) -> Markup:
    """A text in both languages, of which the style sheet shows one; once where they are the same.

    The shortest markup that says the language: a page has some forty thousand of them.
    """
    if text.en == text.sv:
        return escape(text.en)
    return Markup("<i lang=en>{}</i><i lang=sv>{}</i>").format(text.en, text.sv)


def say(key: str) -> Markup:
    """What the page says by itself.

    Raises:
        KeyError: there is no such saying.
    """
    return both(SAYINGS[key])


def _data_uri(image: PageImage) -> str:
    return f"data:{image.media_type};base64,{base64.b64encode(image.content).decode('ascii')}"

"""What is said on a page and in a document: whether words stand there, whichever way they are set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.printed import Passage, squashed


@dataclass(frozen=True, slots=True)
class PageWords:
    """The letters and digits of every page, in reading order."""

    by_page: dict[int, str]

    def said(self, page: int, words: Iterable[str]) -> bool:
        """Whether all of ``words`` stand on the page."""
        return all(squashed(one) in self.by_page.get(page, "") for one in words)

    def told(self, words: Iterable[str]) -> bool:
        """Whether each of ``words`` stands on some page."""
        return all(any(squashed(one) in text for text in self.by_page.values()) for one in words)


def page_words(passages: Iterable[Passage]) -> PageWords:
    """The words of all passages by the page that they begin on."""
    texts: defaultdict[int, str] = defaultdict(str)
    for passage in passages:
        page = next((place.page for place in passage.places if place), None)
        if page is not None:
            texts[page] += squashed(passage.text)
    return PageWords(dict(texts))

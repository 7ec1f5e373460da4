"""Which heading the rows of a printed block stand under, where geometry alone gives them none or another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise, takewhile

from pipeline.model.printed import Block, Entry
from pipeline.model.span import Span
from pipeline.normalise.labels import Lexicon, has_total, is_total
from pipeline.spec.schema import BlockSpec


def with_labels_as_headings(block: Block, spec: BlockSpec, lexicon: Lexicon) -> Block:
    """Put rows under the row before them that names a group (``Sverige: 27``, then ``Vuxna: 21``).

    Where such rows have a word for the total, a name with one that nobody knows (``Slaveri Totalt: 6``) is a group's.
    It stands until the next such row, or until the heading printed over the rows changes.
    """
    named: tuple[Span, ...] = ()
    printed: tuple[Span, ...] = ()
    entries = []
    known = {
        one.label for one in block.entries if spec.group and lexicon.meaning_of_heading(spec.group, one.label.text)
    }
    with_total = any(has_total(label.text) for label in known)
    for entry in block.entries:
        told_with_total = has_total(entry.label.text) and not is_total(entry.label.text)
        names_group = entry.label in known or (with_total and told_with_total)
        if names_group and lexicon.meaning(spec.rows, entry.label.text) is None and not _is_cell(block, entry):
            named, printed = (entry.label,), entry.headings
        elif entry.headings != printed:
            named, printed = (), entry.headings
        entries.append(_under(named, entry) if named else entry)
    return replace(block, entries=tuple(entries))


def under_rows_of_totals(block: Block, names_group: Callable[[str], bool]) -> Block:
    """Put rows under the name in the row of a total before them, where they have but the heading of their column.

    That is one which follows on several such rows, each with a name of its own; or on one of a known group, and is
    none itself (``names_group``), nor has a total.
    """
    followers = Counter(
        after.headings
        for total, after in pairwise(block.entries)
        if is_total(total.label.text) and total.headings and after.headings and after.headings != total.headings
    )
    of_totals = {one.headings for one in block.entries if is_total(one.label.text)}
    is_known = any(names_group(heading.text) for headings in of_totals for heading in headings)
    columns = {
        headings
        for headings, count in followers.items()
        if count > 1
        or (is_known and headings not in of_totals and not any(names_group(heading.text) for heading in headings))
    }
    named: tuple[Span, ...] = ()
    entries = []
    for entry in block.entries:
        if is_total(entry.label.text) and entry.headings not in columns:
            named = entry.headings
        entries.append(_under(named, entry) if named and entry.headings in columns else entry)
    return replace(block, entries=tuple(entries))


def headless_rows(block: Block) -> int:
    """How many rows a block begins with that stand under no heading and are none themselves."""
    heads = {heading for entry in block.entries for heading in entry.headings}

    def is_headless(entry: Entry) -> bool:
        names_group = has_total(entry.label.text) and not is_total(entry.label.text)
        return not entry.headings and entry.label not in heads and not names_group

    return len(tuple(takewhile(is_headless, block.entries)))


def _under(heading: tuple[Span, ...], entry: Entry) -> Entry:
    """Put an entry under a heading that geometry did not give it, so that the second geometry has no say in it."""
    second = replace(entry.second, headings=()) if entry.second else None
    return replace(entry, headings=heading, second=second)


def _is_cell(block: Block, entry: Entry) -> bool:
    """Tell whether the entry's headings say what its row label does not, as in a table of rows and columns."""
    return block.layout.is_table and bool(entry.headings)

"""How many misprints are noticed, and how many sound reports raise a false alarm.

Reports of drawn worlds are typeset, written to a file and read again from it, with one number of each altered:

    python -m tests.bench.misprints --seeds 0:20 --each 25 --jobs 2
    python -m tests.bench.misprints --seeds 0:500 --each 0 --jobs 2     only false alarms
    python -m tests.bench.misprints --seeds 0:20 --each 25 --after-others

With `--after-others` the editions of the years before are loaded first: what the report tells of those years was told
in them, too. Reading leaves out the drawing of pages and the Great Expectations suites.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tests.bench.misprint_study import ALL_KINDS, LAYOUTS, Noticed, Study, study, tasks_of
from tests.typeset import PRESETS
from tests.worlds import Kind


def lines_of(result: Study) -> Iterator[str]:
    """Yield the tables: a line a kind of misprint and a line a kind of number, then the false alarms."""
    if result.noticed:
        yield from _tables(result.noticed)
    false = [one for one in result.sound if one.alarms]
    refused = [one for one in result.sound if one.refusals]
    yield (
        f"{len(result.sound)} sound reports: {len(false)} with a false alarm, {len(refused)} refused; "
        f"{sum(one.seconds for one in result.sound) / len(result.sound):.2f} s each, {result.seconds:.0f} s in all"
    )
    for one in result.sound:
        yield from (f"  seed {one.seed}, {one.layout}: {words}" for words in (*one.alarms, *one.refusals))


def _tables(noticed: Sequence[Noticed]) -> Iterator[str]:
    heads = ("read", "noticed", "seen", "told", "refused", "suspect", "alone", "first")
    yield f"{'misprints':28}{'tried':>7}{''.join(f'{head:>9}' for head in heads)}{'restored':>10}"
    yield from _table(noticed, lambda one: str(one.kind))
    yield ""
    yield from _table(noticed, lambda one: one.source)
    yield ""
    yield _line("all", noticed)
    yield _line("all counts", [one for one in noticed if one.is_count])
    yield _line("checked numbers", [one for one in noticed if one.is_checked])
    yield _line("checked counts", [one for one in noticed if one.is_count and one.is_checked])
    yield from _identifiable_lines(noticed)
    predicted = [one for one in noticed if one.is_predicted is not None and one.is_read]
    agree = _percent([one.is_predicted == one.is_seen for one in predicted])
    yield f"the power table says the same of {agree} of {len(predicted)} misprints that it has"
    for one in predicted:
        if one.is_predicted != one.is_seen:
            said = "seen" if one.is_predicted else "unseen"
            yield f"  seed {one.seed}, {one.layout}, {one.place}: {one.printed} as {one.altered}, said to be {said}"
    yield ""


def _identifiable_lines(noticed: Sequence[Noticed]) -> Iterator[str]:
    """What exhaustive search says of those noticed, and what the suspects say of those that it can tell."""
    found = [one for one in noticed if one.is_read and one.is_noticed]
    told = [one for one in found if one.is_identifiable]
    share = _percent([one.is_identifiable for one in found])
    first = _percent([_is_first(one) for one in told])
    yield f"no other misprint would explain {share} of {len(found)} noticed (exhaustive); of these first: {first}"
    for one in told:
        if not _is_first(one):
            yield f"  seed {one.seed}, {one.layout}, {one.place}: {one.printed} as {one.altered}, not first"


def _is_first(one: Noticed) -> bool:
    return bool(one.suspicion.is_first)


def _table(noticed: Sequence[Noticed], name_of: Callable[[Noticed], str]) -> Iterator[str]:
    rows: defaultdict[str, list[Noticed]] = defaultdict(list)
    for one in noticed:
        rows[name_of(one)].append(one)
    for name in sorted(rows):
        yield _line(name, rows[name])


def _line(name: str, noticed: Sequence[Noticed]) -> str:
    said = [one.suspicion for one in noticed if one.suspicion.is_suspect is not None]
    shares = [
        _percent([one.is_read for one in noticed]),
        _percent([one.is_noticed for one in noticed]),
        _percent([one.is_seen for one in noticed]),
        _percent([one.is_told for one in noticed]),
        _percent([one.is_refused for one in noticed]),
        _percent([bool(one.is_suspect) for one in said]),
        _percent([bool(one.is_alone) for one in said]),
        _percent([bool(one.is_first) for one in said]),
    ]
    restored = _percent([bool(one.is_restored) for one in said])
    return f"{name:28}{len(noticed):7}{''.join(f'{share:>9}' for share in shares)}{restored:>10}"


def _percent(found: Sequence[bool]) -> str:
    return f"{100 * sum(found) / len(found):.1f} %" if found else "–"


def main() -> None:
    """Parse the command line and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.misprints", description="Try misprints of reports.")
    parser.add_argument("--seeds", default="0:10", help="first and one past the last, as 0:10")
    parser.add_argument("--each", type=int, default=20, help="misprints a report; 0 tries sound reports only")
    parser.add_argument("--kinds", nargs="+", type=Kind, choices=ALL_KINDS, default=ALL_KINDS)
    parser.add_argument("--layouts", nargs="+", choices=sorted(PRESETS), default=LAYOUTS)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--after-others", action="store_true", help="the editions of the years before are loaded")
    options = parser.parse_args()
    first, _, end = options.seeds.partition(":")
    seeds = range(int(first), int(end or int(first) + 1))
    tasks = [
        replace(one, kinds=tuple(options.kinds), each=options.each, after_others=options.after_others)
        for one in tasks_of(seeds, options.layouts)
    ]
    for line in lines_of(study(tasks, options.jobs)):
        print(line)


if __name__ == "__main__":
    main()

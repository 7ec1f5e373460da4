"""Mutated PDFs, each from a number, put through a whole run: ``python -m tests.fuzz --cases 20000``.

Whatever a file is, it ends as loaded, refused or unreadable; the latter two have a reason of one line, and no row.
"""

"""Comparing numbers: readers, checks between facts, the ledger, expectation suites, and the gate."""

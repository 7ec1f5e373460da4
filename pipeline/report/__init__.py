"""The audit page: every number of a report on its page image, with its verdict."""

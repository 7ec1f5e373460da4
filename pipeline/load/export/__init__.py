"""The loaded tables in the formats that people already use; one module a format."""

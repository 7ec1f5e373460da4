"""Printed strings to numbers, codes and facts: looks at characters, never at coordinates."""

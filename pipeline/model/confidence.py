"""How sure OCR has to be of what it reads."""

from __future__ import annotations

LEAST_CONFIDENCE = 60.0
"""In percent, as Tesseract tells it; what it is less sure of is nothing that stands there, or is read wrongly."""

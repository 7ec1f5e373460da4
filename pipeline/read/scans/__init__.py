"""Scanned pages: found, straightened, and read by OCR into the words and shapes that a page with text has."""

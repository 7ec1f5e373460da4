"""Tests, and the typesetter that makes report PDFs for them."""

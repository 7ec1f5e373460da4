"""PDF to Document: the only place that opens a PDF."""

"""Frozen data types that the stages hand to each other; imports nothing else of the pipeline."""

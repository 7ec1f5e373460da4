"""Charts from vector shapes: areas, then bars and round shapes, then scales, names and printed labels."""

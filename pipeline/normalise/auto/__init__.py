"""Reports that no family describes: every number with its labels as printed, and nothing claimed of what they mean."""

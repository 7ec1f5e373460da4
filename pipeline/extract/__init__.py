"""Document to blocks as printed: looks at coordinates, never at the meaning of a label."""

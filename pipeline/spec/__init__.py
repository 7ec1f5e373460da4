"""What a family file may say: its schema, and reading it."""

"""Plain text: encodings, and what is doubtful about a text."""

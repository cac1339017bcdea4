"""Documents of offices: Word, OpenDocument, rich text, web pages, and what they have in common."""

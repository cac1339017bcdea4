"""One heavy library per file, behind a plain callable, imported when first used."""

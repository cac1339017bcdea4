"""English lemmas (simplemma's dictionary and rules)."""

from functools import cache


@cache
def lemma(word: str) -> str:
    """Return the lower-case lemma of one English word; an unknown word is its own."""
    import simplemma

    return str(simplemma.lemmatize(word, lang="en")).lower()

"""English tokens by spaCy's tokenizer rules (no trained pipeline needed), and stop words for both languages."""

from collections.abc import Callable


def cutter() -> Callable[[str], list[str]]:
    """Return spaCy's English tokenizer for one chunk without white space; the tokens joined give the chunk."""
    from spacy.lang.en import English

    tokenizer = English().tokenizer
    return lambda chunk: [token.text for token in tokenizer(chunk)]

"""Which words say what a text is about."""

import re
from collections.abc import Iterable

_COUNT = re.compile("第?[一二三四五六七八九十两几半百千万零]+.?")  # 七点, 两天, 第二次: numbers with their measure word
LEAST_LATIN, LEAST_CHINESE = 3, 2  # letters of a word


def content_words(lemmas: Iterable[str], speakers: Iterable[str | None], stop_words: frozenset[str]) -> frozenset[str]:
    """Return the lemmas that are neither stop words, nor numbers, nor too short, nor part of a speaker's label.

    Parameters
    ----------
    lemmas : iterable of str
        Different lemmas of a corpus.
    speakers : iterable of str or None
        Labels of its speakers: 阿姨 in 王阿姨 is a form of address, and no content.
    stop_words : frozenset of str
        Lemmas that say nothing, in lower case.
    """
    labels = "\n".join(sorted({name.lower() for name in speakers if name}))
    parts = set(labels.split())
    return frozenset(
        lemma
        for lemma in lemmas
        if lemma.isalpha()
        and len(lemma) >= (LEAST_LATIN if lemma.isascii() else LEAST_CHINESE)
        and _COUNT.fullmatch(lemma) is None
        and lemma not in stop_words
        and lemma not in parts
        and (lemma.isascii() or lemma not in labels)
    )

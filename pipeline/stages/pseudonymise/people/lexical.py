"""The characters of a candidate and beside it, each as a piece of evidence of its own; what they weigh was fitted, see `weights.py`."""

from collections.abc import Iterator

from pipeline.stages.pseudonymise.people.candidates import Candidate

GROUPS = {
    "two": "s",
    "three": "s",
    "compound": "s",
    "spaced": "s",
    "some": "s",
    "long_title": "t",
    "short_title": "t",
    "family": "t",
    "surname": "t",
    "given": "g",
    "double": "g",
    "nickname": "n",
    "foreign": "f",
    "dotted": "f",
    "dashed": "f",
    "japanese": "j",
}
"""Forms whose characters are counted together."""
LENGTHS = {"before 2": 2, "before 1": 1, "after 1": 1, "after 2": 2}
"""How many characters the evidence of a kind holds; 1 where nothing is said."""


def lexical(text: str, candidate: Candidate) -> Iterator[str]:
    """Yield the names of what is there: 'before 1=在', 'after 2=同志', 's first=王'.

    Parameters
    ----------
    text : str
        The text of a page, with a line end behind it.
    candidate : Candidate
        A place in it.
    """
    start, end, form = candidate
    group = GROUPS[form]
    before = text[start - 2 : start] if start > 1 else text[:start].rjust(2, "\n")
    after = text[end : end + 2].ljust(2, "\n")
    yield "before 2=" + before
    yield "before 1=" + before[1]
    yield "after 1=" + after[0]
    yield "after 2=" + after
    yield f"{group} first={text[start]}"
    if group in "st" and form != "surname":
        yield f"{group} before={before[1]}"
        yield f"{group} after={after[0]}"
    if end - start > 1:
        yield f"{group} last={text[end - 1]}"
    if group == "f":
        for character in text[start:end]:
            yield "f any=" + character
    elif end - start == 3:
        yield f"{group} middle={text[start + 1]}"

"""Find many literals at once (ahocorasick_rs, Rust)."""

from collections.abc import Callable


def automaton(literals: list[str]) -> Callable[[str], list[tuple[int, int, int]]]:
    """Build one automaton over all literals.

    Parameters
    ----------
    literals : list of str
        What to find; none gives a function that finds nothing.

    Returns
    -------
    callable
        Text to all occurrences, overlapping ones too, as (number of the literal, start, end) in code points.
    """
    from ahocorasick_rs import AhoCorasick

    if not literals:
        return lambda text: []
    machine = AhoCorasick(literals)
    return lambda text: machine.find_matches_as_indexes(text, overlapping=True)

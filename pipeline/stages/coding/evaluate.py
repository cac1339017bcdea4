"""Evaluate patterns with their operators: which passages of a text an expression means."""

from collections.abc import Mapping, Sequence
from itertools import permutations

import numpy as np

from pipeline.model.codebook import SENTENCE, Conditions, Pattern
from pipeline.model.expressions import Beside, Either, Expression, Near, Only, Terms, parts_of
from pipeline.stages.coding.compile import Compiler, Plan
from pipeline.stages.coding.match import Matcher
from pipeline.stages.coding.spans import NO_SPANS, Numbers, Spans, among, union
from pipeline.stages.coding.text import Scopes

Within = str | int


class Compiled:
    """The plans of every pattern without operators, compiled when first asked for."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self.parts = compiler.parts
        self._plans: dict[int, tuple[Plan, ...]] = {}  # by identity: the codebook outlives this

    def plans(self, terms: Terms) -> tuple[Plan, ...]:
        """Return the plans of a pattern without operators."""
        if id(terms) not in self._plans:
            self._plans[id(terms)] = self._compiler.plans(terms)
        return self._plans[id(terms)]

    def prepare(self, patterns: Sequence[Pattern]) -> None:
        """Compile patterns."""
        for pattern in patterns:
            for part in parts_of(pattern.expression):
                if isinstance(part, Terms):
                    self.plans(part)


class Evaluator:
    """Evaluates patterns in one text.

    Parameters
    ----------
    matcher : Matcher
        Of the text.
    compiled : Compiled
        The plans.
    values : mapping of str to array of object
        Per condition (kind, stage, speaker ...) the value of every segment of the text, None where there is none.
    """

    def __init__(self, matcher: Matcher, compiled: Compiled, values: Mapping[str, Numbers]) -> None:
        self._matcher = matcher
        self._text = matcher.text
        self._compiled = compiled
        self._values = values
        self.codes: dict[str, Spans] = {}

    def spans(self, pattern: Pattern) -> Spans:
        """Return the passages that a pattern means."""
        found = self._spans(pattern.expression, pattern.within)
        return self.fitting(found, pattern.where)

    def all_spans(self, patterns: Sequence[Pattern]) -> Spans:
        """Return the passages that any of several patterns means."""
        return union([self.spans(pattern) for pattern in patterns])

    def fitting(self, found: Spans, where: Conditions) -> Spans:
        """Keep the passages of segments whose document or speaker fits all conditions."""
        for name, wanted in where:
            if len(found):
                held = np.isin(self._values[name].astype(str), wanted)
                found = found.take(held[self._text.segment_of(found.start)])
        return found

    def _spans(self, expression: Expression, within: Within) -> Spans:
        if isinstance(expression, Terms):
            plans = self._compiled.plans(expression)
            return self._matcher.spans(plans, self._scopes(within)) if plans else NO_SPANS
        if isinstance(expression, Near):
            return self._near(expression, within)
        if isinstance(expression, Either):
            return union([self._spans(part, within) for part in expression.parts])
        if isinstance(expression, Beside):
            return self._beside(expression, within)
        if isinstance(expression, Only):
            return self._only(expression, within)
        return self.codes[expression.code_id]

    def _scopes(self, within: Within) -> Scopes:
        return self._text.sentences if within == SENTENCE else self._text.segments

    def _near(self, expression: Near, within: Within) -> Spans:
        parts = [self._spans(part, within) for part in expression.parts]
        if not all(map(len, parts)):
            return NO_SPANS
        scopes = self._scopes(within)
        orders = [parts] if expression.ordered else permutations(parts)
        return union([self._chain(list(order), expression.within, scopes) for order in orders])

    def _chain(self, parts: list[Spans], gap: int, scopes: Scopes) -> Spans:
        joined = parts[0]
        for part in parts[1:]:
            joined = self._matcher.join(joined, part, gap, scopes)
        return joined

    def _beside(self, expression: Beside, within: Within) -> Spans:
        kept = self._spans(expression.kept, within)
        other = self._spans(expression.other, within)
        near = self._is_near(kept, other, (expression.side,), expression.within, self._scopes(within))
        return kept.take(near != expression.barred)

    def _only(self, expression: Only, within: Within) -> Spans:
        kept = self._spans(expression.kept, within)
        for needed, others in ((True, expression.needed), (False, expression.barred)):
            for part in others:
                if not len(kept):
                    return kept
                kept = kept.take(self._in_reach(kept, self._spans(part, within), within) == needed)
        return kept

    def _in_reach(self, kept: Spans, other: Spans, within: Within) -> Numbers:
        """Tell of which passages another one is found in the same sentence or segment, or within so many words."""
        if isinstance(within, int):
            sides = ("after", "before", "over")
            return self._is_near(kept, other, sides, within, self._text.segments)
        number = self._scopes(within).number
        return among(number(kept.start), number(other.start))

    def _is_near(self, kept: Spans, other: Spans, sides: Sequence[str], within: int, scopes: Scopes) -> Numbers:
        """Tell which passages stand after, before or over another one, at most so many words away in the same scope."""
        near = np.zeros(len(kept), dtype=bool)
        if not len(other) or not len(kept):
            return near
        if "after" in sides:  # the other one ends before: the nearest is the one with the last end
            ends = np.sort(other.end)
            place = ends.searchsorted(kept.start, side="right") - 1
            near |= self._reaches(ends[np.maximum(place, 0)], kept.start, within, scopes) & (place >= 0)
        if "before" in sides:
            place = other.start.searchsorted(kept.end, side="left")
            held = place < len(other)
            start = other.start[np.minimum(place, len(other) - 1)]
            near |= self._reaches(kept.end, start, within, scopes) & held
        if "over" in sides:
            last = other.start.searchsorted(kept.end, side="left")
            ends = np.maximum.accumulate(other.end)
            near |= (last > 0) & (ends[np.maximum(last - 1, 0)] > kept.start)
        return near

    def _reaches(self, low: Numbers, high: Numbers, within: int, scopes: Scopes) -> Numbers:
        high = np.maximum(low, high)
        return np.asarray((self._text.words_between(low, high) <= within) & scopes.together(low, high))

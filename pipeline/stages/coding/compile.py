"""Compile a codebook: every literal into one automaton, every English word resolved against the corpus's vocabulary.

A pattern becomes steps over *atoms*. An atom is a literal, a word's forms, a word set or a bracketed choice; its spans in a
segment come from the automaton or from joining the spans of its parts. Nothing is ever searched for twice.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.model.codebook import Codebook, Pattern
from pipeline.model.patterns import Choice, Gap, Literal, Piece, Sequence, SetName, Word, may_be_empty
from pipeline.model.scripts import LATIN
from pipeline.stages.coding.fold import WORD

GAP, ATOM, OPTIONAL = "gap", "atom", "optional"


@dataclass(frozen=True)
class Step:
    """One step of a sequence: a gap of so many units, or an atom that must or may stand there."""

    kind: str
    value: int


@dataclass(frozen=True)
class Plan:
    """A compiled sequence; `required` are the atoms without which it cannot match."""

    steps: tuple[Step, ...]
    required: frozenset[int]
    source: str = ""


@dataclass
class Atoms:
    """The atoms of a codebook and the automaton's literals.

    Parameters
    ----------
    literals : list of str
        Folded strings, in the order of the automaton.
    literal_atoms : list of set of int
        Per literal the atoms that hold it, however deep.
    leaves : list of frozenset of int
        Per atom the literals that are the whole atom.
    plans : list of list of Plan
        Per atom the sequences of more than one literal that are the atom.
    """

    literals: list[str] = field(default_factory=list)
    literal_atoms: list[set[int]] = field(default_factory=list)
    leaves: list[frozenset[int]] = field(default_factory=list)
    plans: list[tuple[Plan, ...]] = field(default_factory=list)


class Compiler:
    """Turns patterns into plans; one for a codebook and a vocabulary.

    Parameters
    ----------
    sets : mapping
        The codebook's word sets.
    vocabulary : iterable of str
        The distinct folded English words of the corpus.
    fold : callable
        The folding of the text.
    lemma : callable
        Word to lemma.
    """

    def __init__(
        self,
        sets: Mapping[str, tuple[Pattern, ...]],
        vocabulary: Iterable[str],
        fold: Callable[[str], str],
        lemma: Callable[[str], str],
    ) -> None:
        self.atoms = Atoms()
        self._sets, self._fold, self._lemma = sets, fold, lemma
        self._vocabulary = {form for word in vocabulary for form in (word, _bare(word))}
        self._by_lemma: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._vocabulary):
            self._by_lemma[lemma(word)].append(word)
        self._literal_ids: dict[str, int] = {}
        self._known: dict[Piece, int] = {}

    def plans(self, patterns: Iterable[Pattern]) -> tuple[Plan, ...]:
        """Compile patterns; one that cannot match in this vocabulary gives no plan, one with gaps at the edge of alternatives several."""
        found = [self._sequence(variant, pattern.source) for pattern in patterns for variant in pattern.sequences]
        return tuple(plan for plan in found if plan is not None)

    def _sequence(self, sequence: Sequence, source: str = "") -> Plan | None:
        steps = []
        for piece in sequence.pieces:
            if isinstance(piece, Gap):
                steps.append(Step(GAP, piece.units))
                continue
            atom = self._atom(piece)
            kind = OPTIONAL if isinstance(piece, Choice) and any(map(may_be_empty, piece.options)) else ATOM
            if kind == ATOM and not self.atoms.leaves[atom] and not self.atoms.plans[atom]:
                return None
            steps.append(Step(kind, atom))
        return Plan(tuple(steps), frozenset(step.value for step in steps if step.kind == ATOM), source)

    def _atom(self, piece: Piece) -> int:
        if piece not in self._known:
            options = self._options(piece)
            leaves = frozenset(leaf for option in options if isinstance(option, frozenset) for leaf in option)
            plans = tuple(option for option in options if isinstance(option, Plan))
            atom = len(self.atoms.leaves)
            self.atoms.leaves.append(leaves)
            self.atoms.plans.append(plans)
            self._known[piece] = atom
            for leaf in self._all_leaves(atom):
                self.atoms.literal_atoms[leaf].add(atom)
        return self._known[piece]

    def _options(self, piece: Piece) -> list["frozenset[int] | Plan"]:
        if isinstance(piece, Literal):
            return [frozenset([self._literal(self._fold(piece.text))])]
        if isinstance(piece, Word):
            return [frozenset(self._literal(form) for form in self._forms(piece))]
        sequences: list[Sequence] = []
        if isinstance(piece, SetName):
            sequences = [sequence for pattern in self._sets[piece.name] for sequence in pattern.sequences]
        elif isinstance(piece, Choice):
            sequences = list(piece.options)
        options: list[frozenset[int] | Plan] = []
        for sequence in sequences:
            if len(sequence.pieces) == 1 and isinstance(sequence.pieces[0], Literal | Word):
                options += self._options(sequence.pieces[0])
            elif sequence.pieces:
                plan = self._sequence(sequence)
                options += [plan] if plan else []
        return options

    def _forms(self, word: Word) -> list[str]:
        text = self._fold(word.text)
        if word.exact:
            return [text]
        if "*" in text or "?" in text:
            shape = re.compile(re.escape(text).replace(r"\*", f"[{LATIN}']*").replace(r"\?", f"[{LATIN}]"))
            return [form for form in sorted(self._vocabulary) if shape.fullmatch(form)]
        if not self._vocabulary:
            return []
        forms = {*self._by_lemma.get(text, ()), *self._by_lemma.get(self._lemma(text), ())}
        return sorted(forms | ({text} & self._vocabulary))

    def _literal(self, text: str) -> int:
        if text not in self._literal_ids:
            self._literal_ids[text] = len(self.atoms.literals)
            self.atoms.literals.append(text)
            self.atoms.literal_atoms.append(set())
        return self._literal_ids[text]

    def _all_leaves(self, atom: int) -> set[int]:
        found = set(self.atoms.leaves[atom])
        for plan in self.atoms.plans[atom]:
            for step in plan.steps:
                if step.kind != GAP:
                    found |= self._all_leaves(step.value)
        return found


def vocabulary_of(texts: Iterable[str]) -> set[str]:
    """Collect the distinct English words of folded texts."""
    found: set[str] = set()
    for text in texts:
        found.update(WORD.findall(text))
    return found


def _bare(word: str) -> str:
    # the matcher allows 's after a word, so worker's counts as worker
    return word.removesuffix("'s")


@dataclass(frozen=True)
class CompiledCode:
    """A code with its patterns compiled, by the order of the codebook."""

    id: str
    plans: tuple[Plan, ...]
    unless: tuple[Plan, ...]
    reacts_to: tuple[str, ...]


@dataclass(frozen=True)
class CompiledCue:
    """A cue with its patterns compiled."""

    name: str
    scope: str
    within: int
    before: tuple[Plan, ...]
    after: tuple[Plan, ...]
    cancelled_by: tuple[Plan, ...]


@dataclass(frozen=True)
class Compiled:
    """A codebook ready to match: its atoms, codes and cues, and per atom the plans to try when it is there."""

    atoms: Atoms
    codes: tuple[CompiledCode, ...]
    cues: Mapping[str, CompiledCue]
    candidates: Mapping[int, tuple[tuple[int, Plan], ...]]


def compile_codebook(codebook: Codebook, compiler: Compiler) -> Compiled:
    """Compile all codes and cues of a codebook.

    Returns
    -------
    Compiled
        Each plan is filed under its rarest required atom (the one with fewest literals), so that a segment only
        tries plans that could match it.
    """
    plans = compiler.plans
    codes = tuple(
        CompiledCode(code.id, plans(code.patterns), plans(code.unless), code.reacts_to) for code in codebook.codes
    )
    cues = {
        name: CompiledCue(name, cue.scope, cue.within, plans(cue.before), plans(cue.after), plans(cue.cancelled_by))
        for name, cue in codebook.cues.items()
    }
    filed: dict[int, list[tuple[int, Plan]]] = defaultdict(list)
    for index, code in enumerate(codes):
        for plan in code.plans:
            key = min(
                plan.required,
                key=lambda atom: (len(compiler.atoms.leaves[atom]) + 5 * len(compiler.atoms.plans[atom]), atom),
            )
            filed[key].append((index, plan))
    return Compiled(compiler.atoms, codes, cues, {atom: tuple(entries) for atom, entries in filed.items()})

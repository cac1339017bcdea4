"""How a problem went in a row of notes: open, quiet or resolved, since when, and how often it came back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pipeline.stages.lens.notes import Note

OPEN, QUIET, RESOLVED = "open", "quiet", "resolved"


@dataclass(frozen=True)
class Course:
    """A problem in a row of notes.

    Parameters
    ----------
    status : str
        Of the last episode.
    since : str
        Its first date.
    ended : str
        Date of the note with which it ended; empty while it is open.
    came_back : int
        Episodes after the first.
    last : Note
        The last note that asserts the problem.
    """

    status: str
    since: str
    ended: str
    came_back: int
    last: Note


def course(notes: Sequence[Note], code: str, quiet_after: int) -> Course | None:
    """Follow a problem through notes in order of date.

    Parameters
    ----------
    notes : sequence of Note
        By date.
    code : str
        The problem.
    quiet_after : int
        So many further notes without it end an episode.

    Returns
    -------
    Course or None
        None where no note asserts it. An episode begins with a note that asserts it. It ends, resolved, with a later note that says it is resolved without
        asserting it, or, quiet, with the last of `quiet_after` notes without it; one that is quiet becomes resolved when a later note says so.
    """
    now: Course | None = None
    without = 0
    for note in notes:
        if code in note.asserted:
            now, without = _again(now, note), 0
        elif now and code in note.resolved and now.status != RESOLVED:
            now = replace(now, status=RESOLVED, ended=note.date)
        elif now and now.status == OPEN:
            without += 1
            if without >= quiet_after:
                now = replace(now, status=QUIET, ended=note.date)
    return now


def _again(now: Course | None, note: Note) -> Course:
    if now is None:
        return Course(OPEN, note.date, "", 0, note)
    if now.status == OPEN:
        return replace(now, last=note)
    return Course(OPEN, note.date, "", now.came_back + 1, note)


@dataclass(frozen=True)
class FollowUp:
    """How often notes that assert a problem were followed up.

    Parameters
    ----------
    could : int
        Notes that assert it and have a next one.
    planned : int
        Of these, notes that say themselves what is to be done next.
    followed : int
        Of these, notes whose next one wrote a follow-up.
    last : bool, optional
        Whether the next note after the latest of these did; None without any.
    """

    could: int
    planned: int
    followed: int
    last: bool | None


def follow_up(notes: Sequence[Note], code: str, answers: Collection[str]) -> FollowUp:
    """Count follow-ups within organisations; salons and interviews are passed over.

    Parameters
    ----------
    notes : sequence of Note
        By date; a note's next one is the next of the same organisation.
    code : str
        The problem.
    answers : collection of str
        Codes by which a follow-up takes a problem up without naming it: methods and outcomes.

    Returns
    -------
    FollowUp
        A next note follows up when it has a plan or follow-up section and takes the problem up again: asserts it, takes it back in any way, or has one of
        `answers` in such a section.
    """
    latest: dict[str, Note] = {}
    pairs: list[tuple[Note, bool]] = []
    for note in notes:
        if not note.written or not note.organisation:
            continue
        before = latest.get(note.organisation)
        if before and code in before.asserted:
            taken = code in note.asserted | note.negated or not note.followed.isdisjoint(answers)
            pairs.append((before, note.follow_up and taken))
        latest[note.organisation] = note
    return FollowUp(
        could=len(pairs),
        planned=sum(note.plan for note, _ in pairs),
        followed=sum(taken for _, taken in pairs),
        last=max(pairs, key=lambda pair: (pair[0].date, pair[0].document_id))[1] if pairs else None,
    )

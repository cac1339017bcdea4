"""What a reader makes of a file, before it is a document."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.model.both import Both


@dataclass(frozen=True)
class Turn:
    """A turn of speech as a format that knows turns gives it: subtitles, what a recogniser wrote, a dialogue in JSON.

    Parameters
    ----------
    text : str
        What is said, without label and time stamp.
    speaker : str
        Who says it; empty when the format does not tell.
    time : str
        When it begins, hh:mm:ss; empty when the format does not tell.
    day : str
        The date beside the time, as written; empty when the format tells none.
    """

    text: str
    speaker: str = ""
    time: str = ""
    day: str = ""


@dataclass(frozen=True)
class RawDocument:
    """One note as it came off the disk.

    Parameters
    ----------
    file : str
        File inside the corpus folder, with /.
    text : str
        Decoded; empty when it could not be read.
    fields : mapping of str to str
        Metadata that the format itself sets apart (cells of a form, columns of a row), labels as written.
    sha256 : str
        Of the file's bytes, or of the row.
    encoding : str
        How a text file was decoded; empty for other formats.
    problem : Both, optional
        Why it could not be read.
    turns : tuple of Turn
        The body of a format that knows turns, instead of `text`; nothing in them is taken for a label again.
    pages : tuple of int
        Where in `text` the pages begin, for formats that have pages; code points, the first is 0.
    doubts : tuple of Both
        What was read but needs a person's look: a short clause each, such as 'comments in the margin were left out'.
    row : str
        Which note of the file, where one holds many: sheet and row, or line; empty otherwise.
    """

    file: str
    text: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    sha256: str = ""
    encoding: str = ""
    problem: Both | None = None
    turns: tuple[Turn, ...] = ()
    pages: tuple[int, ...] = ()
    doubts: tuple[Both, ...] = ()
    row: str = ""

    @property
    def path(self) -> str:
        """The file, with '#' and the row where it holds many notes."""
        return f"{self.file}#{self.row}" if self.row else self.file

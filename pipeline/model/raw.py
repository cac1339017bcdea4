"""What a reader makes of a file, before it is a document."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.model.both import Both


@dataclass(frozen=True)
class RawDocument:
    """One note as it came off the disk.

    Parameters
    ----------
    path : str
        File inside the corpus folder, with /; '#' and the row where one file holds many notes.
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
    """

    path: str
    text: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    sha256: str = ""
    encoding: str = ""
    problem: Both | None = None

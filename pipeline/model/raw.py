"""What a reader makes of a file, before it is a document."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.model.both import Both


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
    row : str
        Which note of the file, where one holds many: sheet and row, or line; empty otherwise.
    """

    file: str
    text: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    sha256: str = ""
    encoding: str = ""
    problem: Both | None = None
    row: str = ""

    @property
    def path(self) -> str:
        """The file, with '#' and the row where it holds many notes."""
        return f"{self.file}#{self.row}" if self.row else self.file

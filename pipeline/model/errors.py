"""What can go wrong through what a user did: one small tree, each message in both languages."""


class ZhuliError(Exception):
    """A fault that one clear sentence can mend.

    Parameters
    ----------
    en, zh : str
        The sentence in English and in Chinese. It names the thing, the value and the cure, and never quotes
        the text of a document: messages end up in terminals, logs and Prefect's database.
    """

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh

    def __reduce__(self) -> tuple[type["ZhuliError"], tuple[str, str]]:
        """Rebuild from both sentences, so that the error survives pickling between processes."""
        return (type(self), (self.en, self.zh))


class SettingsError(ZhuliError):
    """A run.toml that cannot be obeyed: syntax, unknown key, value of the wrong type or out of range."""


class CodebookError(ZhuliError):
    """A codebook that cannot be read; the message names file, line, column, code and cure."""


class CorpusError(ZhuliError):
    """A corpus that cannot be run: missing, empty, nothing readable, or a single note."""


class DocumentError(ZhuliError):
    """One file that cannot be read; the run goes on and the file is listed as failed."""


class OutputError(ZhuliError):
    """An output folder that cannot be written."""


class TableError(ZhuliError):
    """A table that does not fit its schema: a fault of the program, not of the user."""


class StageError(ZhuliError):
    """A stage failed for a reason that is not the user's; names the place in the code, never the data."""

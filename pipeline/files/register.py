"""The register of aliases: which number a person has, kept from run to run without the name."""

import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from pipeline.files.tables import replace
from pipeline.model.errors import OutputError

NAME = "aliases.json"
DIGITS = 32  # hexadecimal ones that are kept of a keyed hash
SECRET_BYTES = 32


class Register:
    """Numbers of persons, each by a keyed hash of the name (HMAC-SHA256); without the secret nobody can try names.

    Parameters
    ----------
    secret : bytes
        The same for all corpora of a user.
    numbers : mapping of str to int
        Keyed hash to number, as kept so far.
    """

    def __init__(self, secret: bytes, numbers: Mapping[str, int]) -> None:
        self._secret = secret
        self.numbers = dict(numbers)

    def __call__(self, keys: Sequence[str], taken: int) -> dict[str, int]:
        """Return a number for every key: the one it has, or the next; `taken` ones are those that stand in the texts already."""
        given: dict[str, int] = {}
        following = max([taken, *self.numbers.values()], default=0) + 1
        for key in keys:
            if key in given:
                continue
            digest = self._digest(key)
            if digest not in self.numbers:
                self.numbers[digest] = following
                following += 1
            given[key] = self.numbers[digest]
        return given

    def written(self) -> str:
        """Return the register as text."""
        return json.dumps(self.numbers, indent=0, sort_keys=True) + "\n"

    def _digest(self, key: str) -> str:
        return hmac.new(self._secret, key.encode("utf-8", "surrogatepass"), sha256).hexdigest()[:DIGITS]


def read(path: Path, secret: bytes) -> Register:
    """Read a register; where there is none, an empty one.

    Raises
    ------
    OutputError
        When the file is there but is no register.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(held, dict) or not all(type(number) is int for number in held.values()):
            raise ValueError
    except FileNotFoundError:
        held = {}
    except (OSError, ValueError) as error:
        raise OutputError(
            f"{str(path)!r} cannot be read as a register of aliases; move it away, and aliases are numbered anew.",
            f"{str(path)!r} 不是化名登记表，读不出来。请把它移走，化名将重新编号。",
        ) from error
    return Register(secret, held)


def write(path: Path, register: Register) -> None:
    """Write a register, readable by its owner only; it is whole or as it was.

    Raises
    ------
    OutputError
        When it cannot be written.
    """
    try:
        replace(path, register.written().encode())
    except OSError as error:
        raise OutputError(
            f"The register of aliases, {str(path)!r}, cannot be written ({error.strerror}); name another place.",
            f"化名登记表 {str(path)!r} 无法写入（{error.strerror}），请换一个位置。",
        ) from error


def secret_of(folder: Path) -> bytes:
    """Return the user's secret; the first call makes it.

    Raises
    ------
    OutputError
        When it can be neither read nor made.
    """
    path = folder / "secret"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            replace(path, secrets.token_bytes(SECRET_BYTES))
        return path.read_bytes()
    except OSError as error:
        raise OutputError(
            f"The secret for aliases, {str(path)!r}, cannot be read or made ({error.strerror}); name another folder in ZHULI_HOME.",
            f"化名用的密钥 {str(path)!r} 无法读取或建立（{error.strerror}），请用环境变量 ZHULI_HOME 另指定一个文件夹。",
        ) from error

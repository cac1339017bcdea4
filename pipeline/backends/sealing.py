"""Encryption with a passphrase (cryptography: scrypt, AES-256-GCM)."""

import os

HEAD = b"ZHULI KEY 1\n"
SALT, NONCE, LENGTH = 16, 12, 32  # bytes
COST, BLOCK, LANES = 2**15, 8, 1  # scrypt: some 32 MB and a tenth of a second per guess


class WrongPassphrase(Exception):
    """The passphrase is another one, or the bytes were changed."""


def seal(content: bytes, passphrase: str) -> bytes:
    """Encrypt bytes; every call gives other ones.

    Parameters
    ----------
    content : bytes
        What is to be kept.
    passphrase : str
        Of any length.

    Returns
    -------
    bytes
        HEAD, a random salt, a random nonce, and the content with its seal (RFC 7914 and NIST SP 800-38D).
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(SALT), os.urandom(NONCE)
    return HEAD + salt + nonce + AESGCM(_key(passphrase, salt)).encrypt(nonce, content, HEAD)


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """Decrypt what `seal` gave.

    Raises
    ------
    WrongPassphrase
        When the passphrase does not fit, or the bytes are no such thing.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    rest = sealed.removeprefix(HEAD)
    salt, nonce, content = rest[:SALT], rest[SALT : SALT + NONCE], rest[SALT + NONCE :]
    if not is_sealed(sealed) or not content:
        raise WrongPassphrase
    try:
        return AESGCM(_key(passphrase, salt)).decrypt(nonce, content, HEAD)
    except InvalidTag:
        raise WrongPassphrase from None


def is_sealed(content: bytes) -> bool:
    """Tell whether bytes begin as `seal` writes them."""
    return content.startswith(HEAD)


def _key(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=LENGTH, n=COST, r=BLOCK, p=LANES).derive(passphrase.encode("utf-8"))

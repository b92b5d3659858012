"""Find the folders of the person at this machine, in which no file came with a checkout."""

import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

from platformdirs import user_cache_path, user_config_path

_APP = "kb"
_KEY = "key"
_KEY_BYTES = 32


def cache_folder(cases: Path) -> Path:
    """Return where everything may lie that is made from this cases folder, and made again when deleted.

    The folder's name is readable, and no other path has the same.
    """
    path = cases.resolve()
    readable = re.sub(r"[^\w.-]+", "_", "-".join(path.parts[-2:])).strip("_-.")
    digest = hashlib.blake2b(os.fsencode(path), digest_size=8).hexdigest()
    return user_cache_path(_APP, appauthor=False) / f"{readable}-{digest}"


def config_folder() -> Path:
    """Return where the person's own settings lie."""
    return user_config_path(_APP, appauthor=False)


def keyed_digest(data: bytes) -> str:
    """Return a digest that only who can read the person's own key can make; the key is made when first needed."""
    return hmac.new(_key(), data, hashlib.blake2b).hexdigest()


def _key() -> bytes:
    path = config_folder() / _KEY
    try:
        key = path.read_bytes()
        if len(key) == _KEY_BYTES:
            return key
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f"{_KEY}.{os.getpid()}")
    aside.unlink(missing_ok=True)
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(_KEY_BYTES))
    aside.replace(path)
    # Another process may have been quicker: what lies there now is the key.
    return path.read_bytes()

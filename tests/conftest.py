"""Keep every test, and every process it starts, out of the cache and configuration folders of whoever runs it."""

import os
import tempfile

_HOME = tempfile.TemporaryDirectory(prefix="kb-home-", ignore_cleanup_errors=True)
for _name in ("CACHE", "CONFIG"):
    os.environ[f"XDG_{_name}_HOME"] = os.path.join(_HOME.name, _name.lower())  # noqa: PTH118

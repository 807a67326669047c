"""Several files in one: a folder, or a ZIP archive where the name ends in .zip.

`articles.jsonl` lies beside the files of the tool: by it `ifolge import` knows afterwards which
articles they were and what ifolge found in them.
"""

import zipfile
from collections.abc import Iterable
from pathlib import Path

from ifolge.errors import UsageError

Files = Iterable[tuple[str, bytes]]


def write_bundle(path: Path, files: Files) -> None:
    """Write the files. Raises UsageError when there is a folder with files in it already."""
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files:
                archive.writestr(name, content)
        return
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UsageError(f"{path}: is there already and not empty; name a new folder")
    path.mkdir(exist_ok=True)
    for name, content in files:
        (path / name).write_bytes(content)

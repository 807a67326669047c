import zipfile

import pytest

from ifolge.errors import UsageError
from ifolge.show.export.bundle import write_bundle

FILES = [("a.txt", b"1"), ("b.txt", b"2")]


def test_a_folder_or_an_archive(tmp_path):
    write_bundle(tmp_path / "out", FILES)
    assert (tmp_path / "out" / "b.txt").read_bytes() == b"2"
    write_bundle(tmp_path / "out.zip", FILES)
    assert zipfile.ZipFile(tmp_path / "out.zip").namelist() == ["a.txt", "b.txt"]


def test_the_work_of_others_is_not_overwritten(tmp_path):
    (tmp_path / "mine.ann").write_text("T1")
    with pytest.raises(UsageError, match="not empty"):
        write_bundle(tmp_path, FILES)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.ann"]

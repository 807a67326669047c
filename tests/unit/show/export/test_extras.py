import pytest

from ifolge.errors import UsageError
from ifolge.show.export.extras import library


def test_what_lacks_is_named_with_its_remedy():
    with pytest.raises(UsageError, match=r"needs nowhere-lib.* pip install 'ifolge\[formats\]'"):
        library("ifolge_no_such_library", "nowhere-lib")
    assert library("json", "json").loads("1") == 1

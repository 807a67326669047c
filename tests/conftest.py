import sys

import pytest


@pytest.fixture
def fresh_packs():
    """Nothing that was built from the language packs stays, neither before nor after the test."""
    _forget()
    yield
    _forget()


def _forget():
    for name, module in list(sys.modules.items()):
        if name.startswith("ifolge.") and name != "ifolge.pipeline":
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()

"""A reading that stops within a content is made again with more of the window."""

import numpy as np
import pytest

from ifolge.encoder.onnx import Look
from ifolge.model.emissions import Role

WINDOW = 100


def look(low, content):
    roles = np.zeros((20, len(Role)), np.float32)
    roles[:, Role.NOTHING] = 1.0
    roles[list(content), Role.NOTHING] = 0.1
    roles[list(content), Role.CONTENT] = 0.9
    return Look(low, roles, 0.9, {}, {}, 0.1)


@pytest.mark.parametrize(
    ("low", "content", "expected"),
    [
        (40, range(15, 20), True),
        (40, range(5), True),
        (40, range(5, 15), False),
        (1, range(5), False),
        (81, range(15, 20), False),
        (81, range(5), True),
    ],
)
def test_a_content_breaks_off_only_where_the_window_goes_on(low, content, expected):
    assert look(low, content).breaks_off(WINDOW) is expected

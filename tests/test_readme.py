"""The example on the README's first screen comes out as it stands there."""

import re
import subprocess
import sys
from pathlib import Path

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
EXAMPLE = README.split("<!-- example:")[1].split("<!-- end of example -->")[0]


def test_the_example():
    article = re.search(r"<<'TEXT'\n(.*?)TEXT\n", EXAMPLE, re.DOTALL)[1]
    expected = re.search(r"```text\n(.*?)```", EXAMPLE, re.DOTALL)[1]
    command = [sys.executable, "-m", "ifolge", "read", "-", "--quiet"]
    done = subprocess.run(command, input=article, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert expected in done.stdout

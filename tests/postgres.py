"""A PostgreSQL server of one's own in a temporary folder, for tests and benchmarks."""

import os
import pwd
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

ACCOUNTS = ("postgres", "nobody")


def binaries():
    """The folder of initdb and pg_ctl, the newest; None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


class Server:
    """A running server; `url` names a database in it, a new one each time."""

    def __init__(self, folder):
        self.folder, self.bin, self.count = folder, binaries(), 0
        self.account = next(a for a in ACCOUNTS if _exists(a)) if os.geteuid() == 0 else None
        folder.mkdir(parents=True, exist_ok=True)
        if self.account:
            shutil.chown(folder, self.account)
        self.run("initdb", "-D", self.data, "-U", "ifolge", "-A", "trust", "-E", "UTF8")
        self.start()

    @property
    def data(self):
        return self.folder / "data"

    def run(self, program, *arguments):
        command = [str(self.bin / program), *map(str, arguments)]
        subprocess.run(
            command,
            check=True,
            user=self.account,
            cwd=self.folder,
            timeout=60,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def start(self):
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off"
        log = self.folder / "log"
        self.run("pg_ctl", "-D", self.data, "-w", "-l", log, "-o", options, "start")

    def stop(self):
        self.run("pg_ctl", "-D", self.data, "-w", "-m", "fast", "stop")

    def url(self):
        self.count += 1
        name = f"store{self.count}"
        self.run("createdb", "-h", self.folder, "-U", "ifolge", name)
        return f"postgresql://ifolge@/{name}?host={self.folder}"


def _exists(account):
    try:
        return bool(pwd.getpwnam(account))
    except KeyError:
        return False


@contextmanager
def running(folder):
    """A server for as long as it is needed."""
    server = Server(folder)
    try:
        yield server
    finally:
        server.stop()

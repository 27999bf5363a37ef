"""The wall clock of a program under test, to be set while it runs, without root: a library is loaded before those of the program."""

import os
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path

SOURCE = Path(__file__).with_name("stepped_clock.c")


class WallClock:
    """
        clock = WallClock()
        with Server(environment=clock.environment) as server:
            clock.set(+3600)   # it is an hour ahead of the machine's from now on
    """

    def __init__(self):
        self.directory = Path(tempfile.mkdtemp(prefix="crosspoint-clock-"))
        library, self.file = self.directory / "stepped_clock.so", self.directory / "ahead"
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", library, SOURCE], check=True)
        self.file.write_bytes(bytes(8))
        self.environment = {"LD_PRELOAD": str(library), "STEPPED_CLOCK": str(self.file)}

    def set(self, seconds):
        """So many seconds ahead of the machine's clock."""
        with open(self.file, "r+b", buffering=0) as file:
            file.write(struct.pack("=q", seconds))

    def remove(self):
        shutil.rmtree(self.directory)

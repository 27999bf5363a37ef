"""A real Asterisk for a test: own ports, own directory, ended by its process id. tools/asterisk/asterisk does the work."""

import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

from ami_session import AmiSession
from support.waiting import wait_until

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "asterisk" / "asterisk"


def free_ports():
    """(AMI, SIP, first of 600 for RTP, FastAGI of the server under test): free now, below the range from which the system itself
    gives ports, and never those of another worker of the same run."""
    worker, workers = (int(os.environ.get(f"PYTEST_XDIST_{name}", alone).lstrip("gw")) for name, alone in (("WORKER", "0"), ("WORKER_COUNT", "1")))
    for _ in range(100):
        base = random.choice(range(12000, 32000, 700)[worker::workers])
        try:
            with (socket.socket() as ami, socket.socket() as agi, socket.socket(type=socket.SOCK_DGRAM) as sip,
                  socket.socket(type=socket.SOCK_DGRAM) as outside):
                for listener in (ami, agi):
                    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections that are over don't matter
                ami.bind(("127.0.0.1", base))
                agi.bind(("127.0.0.1", base + 3))
                sip.bind(("127.0.0.1", base + 1))
                outside.bind(("127.0.0.1", base + 2))
                return base, base + 1, base + 10, base + 3
        except OSError:
            continue
    raise AssertionError("no free ports between 12000 and 32000")


def tool(*arguments, check=True):
    result = subprocess.run([str(TOOL), *map(str, arguments)], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert not check or result.returncode == 0, f"asterisk {arguments}: {result.stderr}"
    return result


def missing(version):
    """Why there is no Asterisk of that version, in one line that names the remedy; empty if there is one."""
    if os.environ.get("CROSSPOINT_ASTERISK"):
        return ""
    cache = Path(os.environ.get("CROSSPOINT_CACHE") or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "crosspoint")
    if (cache / "asterisk" / str(version) / "usr/sbin/asterisk").exists():
        return ""
    return f"Asterisk {version} is not there; fetch it: ./dev asterisk fetch {version}"


def required():
    """Whether a missing Asterisk is a failure: in continuous integration, or when asked for."""
    return os.environ.get("CI") == "true" or os.environ.get("CROSSPOINT_REQUIRE_ASTERISK") == "1"


class Asterisk:
    def __init__(self, version):
        self.version = version
        self.pid = None
        self.choose_place()

    def choose_place(self):
        self.run = Path(tempfile.mkdtemp(prefix=f"crosspoint-e2e-{self.version}-"))
        self.ami, self.sip, self.rtp, self.agi = free_ports()

    def start(self):
        """Starts it, again with the same ports and secret if it has run before; returns when it is fully booted."""
        try:
            output = self.boot()
        except AssertionError:
            if self.pid:
                raise
            shutil.rmtree(self.run, ignore_errors=True)  # a port that was free when it was looked for may not be any more
            self.choose_place()
            output = self.boot()
        self.secret = dict(line.split("=", 1) for line in output.split())["secret"]
        self.pid = int((self.run / "pid").read_text())
        return self

    def boot(self):
        ports = ("--ami", self.ami, "--sip", self.sip, "--rtp", self.rtp, "--agi", self.agi)
        return tool("start", self.version, "--run", self.run, *ports).stdout

    @property
    def address(self):
        return "127.0.0.1", self.ami

    @property
    def registrar(self):
        return "127.0.0.1", self.sip

    @property
    def outside_port(self):
        """The port whose calls come from the public network."""
        return self.sip + 1

    def session(self, username="crosspoint"):
        return AmiSession(self.address, username, self.secret)

    def cli(self, command):
        return tool("cli", "--run", self.run, command).stdout

    def configuration(self, name):
        """The path of one of its own configuration files, for a test that changes it and reloads."""
        return self.run / "etc" / name

    def freeze(self):
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self):
        os.kill(self.pid, signal.SIGCONT)

    def kill(self):
        """A power cut."""
        tool("kill", "--run", self.run)
        wait_until(lambda: not self.alive(), what="end of a killed Asterisk")

    def alive(self):
        try:
            return bool(Path(f"/proc/{self.pid}/cmdline").read_bytes())
        except FileNotFoundError:
            return False

    def stop(self):
        tool("stop", "--run", self.run)
        shutil.rmtree(self.run, ignore_errors=True)

    def log(self):
        path = self.run / "log" / "full"
        return path.read_text(errors="replace") if path.exists() else ""

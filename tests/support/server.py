"""Runs `crosspoint serve` for a test: own directory, generated configuration, the demo's data, free ports, no trace afterwards."""

import atexit
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from support.waiting import wait_until

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "demo" / "demo.yml"


def binary():
    """The binary under test: CROSSPOINT_BIN, else the release build."""
    path = os.environ.get("CROSSPOINT_BIN", str(ROOT / "build" / "release" / "crosspoint"))
    assert os.access(path, os.X_OK), f"there is no {path}: ./dev build makes it, CROSSPOINT_BIN names another"
    return path


def as_yaml(config):
    """Sections and scalars, which is all a configuration has. JSON scalars are YAML scalars."""
    lines = []
    for key, value in config.items():
        if isinstance(value, dict):
            lines += [f"{key}:"] + [f"  {k}: {json.dumps(v)}" for k, v in value.items()]
        else:
            lines.append(f"{key}: {json.dumps(value)}")
    return "\n".join(lines) + "\n"


def run(config_file, *arguments, stdin=""):
    """One run of a subcommand; CompletedProcess with text output."""
    return subprocess.run([binary(), "--config", str(config_file), *arguments], input=stdin, capture_output=True, text=True, timeout=60)


_imported = {}  # data file to a directory with a store that holds it: passwords are slow to hash, so it is done once


def imported_store(data):
    """A directory whose crosspoint.db holds `data`."""
    if data not in _imported:
        directory = Path(tempfile.mkdtemp(prefix="crosspoint-data-"))
        atexit.register(shutil.rmtree, directory, ignore_errors=True)
        config = directory / "config.yml"
        config.write_text(as_yaml({"store": {"uri": f"sqlite://{directory}/crosspoint.db"}, "exchange": {"secret": "unused"}}))
        result = run(config, "import", str(data))
        assert result.returncode == 0, f"import {data} failed:\n{result.stdout}{result.stderr}"
        config.unlink()
        _imported[data] = directory
    return _imported[data]


class Server:
    """A server under test.

        with Server(("127.0.0.1", 5038, "secret")) as server:
            CtiClient(server.address)

    `account` is host, port and secret of the exchange's manager interface; by default nobody is there.
    `options` are those of `serve`. `sections` are merged over the generated configuration: Server(cti={"login_timeout": 1}).
    """

    def __init__(self, account=("127.0.0.1", 1, "unused"), data=DEMO, environment=None, options=(), **sections):
        host, port, secret = account
        store = imported_store(data) if data else None
        self.directory = Path(tempfile.mkdtemp(prefix="crosspoint-server-"))
        self.config_file = self.directory / "config.yml"
        self.log_file = self.directory / "server.log"
        ours = {key: value for key, value in os.environ.items() if not key.startswith("CROSSPOINT_")}  # those are settings to a server
        self.environment = {**ours, **(environment or {})}
        self.options = options
        self.process = None
        self.address = self.tls_address = self.agi_address = self.http_address = None
        if store:
            shutil.copytree(store, self.directory, dirs_exist_ok=True)
        self.config = {
            "store": {"uri": f"sqlite://{self.directory}/crosspoint.db"},
            "exchange": {"host": host, "port": port, "username": "crosspoint", "secret": secret},
            "agi": {"port": 0},
            "cti": {"address": "127.0.0.1", "port": 0, "tls_port": 0},
            "notices": {"port": 0},
            "console": {"port": 0},
            "http": {"port": 0},
            "fax": {"spool": str(self.directory / "fax")},
            "log": {"level": "debug"},
        }
        self.configure(**sections)

    def configure(self, **sections):
        """Changes the configuration file; a running server keeps what it has until it is started again."""
        for name, value in sections.items():
            if isinstance(value, dict):
                self.config.setdefault(name, {}).update(value)
            else:
                self.config[name] = value
        self.config_file.write_text(as_yaml(self.config))
        self.config_file.chmod(0o600)  # it holds a secret, the server would complain

    def start(self, within=15):
        """Returns when clients can connect. A second start goes on in the same directory, so with the same store."""
        begin = self.log_file.stat().st_size if self.log_file.exists() else 0
        with open(self.log_file, "ab") as log:
            self.process = subprocess.Popen([binary(), "--config", str(self.config_file), "serve", *self.options],
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment)

        def listening():
            assert self.process.poll() is None, f"the server ended with {self.process.returncode}:\n{self.log()[begin:]}"
            return re.search(r"listening for CTI clients on (\S+):(\d+)", self.log()[begin:])

        plain = wait_until(listening, within, what=lambda: f"no listening line in the log:\n{self.log()[begin:]}")
        self.address = (plain[1], int(plain[2]))
        dialplan = re.search(r"listening for the dialplan \(FastAGI\) on (\S+):(\d+)", self.log()[begin:])
        self.agi_address = (dialplan[1], int(dialplan[2]))
        http = re.search(r"listening for HTTP on (\S+):(\d+)", self.log()[begin:])
        self.http_address = http and (http[1], int(http[2]))
        if self.config["cti"].get("certificate"):
            tls = wait_until(lambda: re.search(r"over TLS on (\S+):(\d+)", self.log()[begin:]), within, what="no TLS line in the log")
            self.tls_address = (tls[1], int(tls[2]))
        return self

    def log(self):
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def run(self, *arguments, stdin=""):
        """A subcommand on this server's configuration."""
        return run(self.config_file, *arguments, stdin=stdin)

    def signal(self, number):
        self.process.send_signal(number)

    def kill(self):
        """Ends it without a chance to tidy up."""
        self.signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, within=10):
        """An orderly end; the exit code."""
        if self.process and self.process.poll() is None:
            self.signal(signal.SIGTERM)
            try:
                self.process.wait(within)
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError(f"the server did not end within {within} s of SIGTERM:\n{self.log()[-4000:]}")
        return self.process.returncode if self.process else None

    def remove(self):
        shutil.rmtree(self.directory, ignore_errors=True)

    def __enter__(self):
        try:
            return self.start()
        except BaseException:
            if self.process and self.process.poll() is None:
                self.kill()
            self.remove()
            raise

    def __exit__(self, kind, *_):
        try:
            self.stop()
            if kind is not None:
                print(f"--- log of the server\n{self.log()[-20000:]}")  # pytest shows it with the failure
            report = re.search(r".*(Sanitizer: |runtime error: )(.*\n){0,40}", self.log())
            assert kind is not None or not report, f"a sanitizer complains:\n{report[0]}"
        finally:
            self.remove()

"""A server as its administrator knows it: start, stop, reload, configuration, and a store that survives."""

import json
import os
import re
import signal
import socket
import subprocess
import time

import pytest
import yaml
from conformance.store import changed, opened
from conformance.tls import common_name, make_certificate
from support.cti_client import CtiClient, trusting
from support.server import DEMO, Server, binary
from support.waiting import TooLate, wait_until


@pytest.fixture
def server():
    with Server() as server:
        yield server


def logged_in(server, user="alice", password=None):
    client = CtiClient(server.address)
    client.login(user, password)
    return client


# -- end and beginning


def test_sigterm_ends_the_server_in_order(server):
    client, waiting = logged_in(server), CtiClient(server.address)
    client.send_bytes(b'{"class":"keepalive","commandid":1}\n')
    client.wait_for({"replyid": 1})
    mark = client.mark()
    server.signal(signal.SIGTERM)
    client.wait_closed()
    waiting.wait_closed()
    assert server.process.wait(10) == 0
    assert not client.all({"class": "disconnect"}, mark), "P212: the clients shall come back"
    with pytest.raises(OSError):
        socket.create_connection(server.address, timeout=2)
    assert bytes(client.raw).endswith(b"\n")


def test_sigint_ends_it_just_the_same(server):
    client = logged_in(server)
    server.signal(signal.SIGINT)
    client.wait_closed()
    assert server.process.wait(10) == 0


def test_a_client_that_does_not_read_does_not_delay_the_end(server):
    link = socket.socket()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    link.connect(server.address)
    link.sendall(b'{"class":"login_id","userlogin":"alice","xivoversion":"2.2"}\n{"class":"login_pass","password":"alice-demo"}\n')
    begin = time.monotonic()
    server.signal(signal.SIGTERM)
    assert server.process.wait(15) == 0
    assert time.monotonic() - begin < 10
    link.close()


def test_P212_a_restart_sends_no_disconnect_and_clients_come_back(server):
    client = logged_in(server)
    server.stop()
    client.wait_closed()
    assert not client.all({"class": "disconnect"})
    server.start()
    again = logged_in(server)
    assert again.list_status("users", "1") == {"availstate": "available", "connection": "yes"}
    assert again.list_status("users", "2") == {"availstate": "disconnected", "connection": None}
    again.close()


@pytest.mark.parametrize("abstract", [False, True], ids=["path", "abstract"])
def test_systemd_is_told_of_readiness_and_of_the_end(tmp_path, abstract):
    name = f"crosspoint-test-{os.getpid()}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0{name}" if abstract else name)
        manager.settimeout(10)
        with Server(environment={"NOTIFY_SOCKET": f"@{name}" if abstract else name}) as server:
            assert "READY=1" in manager.recv(4096).decode().splitlines()
            CtiClient(server.address).close()  # ready means that one can connect
            server.signal(signal.SIGTERM)
            said = []
            while "STOPPING=1" not in said:
                said += manager.recv(4096).decode().splitlines()
            assert server.process.wait(10) == 0


# -- reload


def certificate_shown(server):
    client = CtiClient(server.tls_address, tls=trusting())
    try:
        return common_name(client)
    finally:
        client.close()


def test_sighup_reloads_the_certificate(tmp_path):
    with Server(cti=make_certificate(tmp_path, common_name="first.example")) as server:
        assert certificate_shown(server) == "first.example"
        old = CtiClient(server.tls_address, tls=trusting())
        old.login("alice")
        make_certificate(tmp_path, common_name="second.example")
        server.signal(signal.SIGHUP)
        wait_until(lambda: certificate_shown(server) == "second.example", what="the new certificate")
        starttls = CtiClient(server.address)
        starttls.start_tls()
        assert common_name(starttls) == "second.example"
        starttls.close()
        assert old.ask({"class": "keepalive"}), "who is connected stays"
        old.close()


def test_sighup_with_a_broken_certificate_keeps_the_old_one(tmp_path):
    keys = make_certificate(tmp_path, common_name="first.example")
    with Server(cti=keys) as server:
        with open(keys["certificate"], "w") as file:
            file.write("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n")
        begin = len(server.log())
        server.signal(signal.SIGHUP)
        wait_until(lambda: re.search("certificate", server.log()[begin:], re.IGNORECASE), what="a word in the log")
        assert certificate_shown(server) == "first.example"


def test_sighup_changes_what_is_logged(server):
    def said_by_one_refusal():
        begin = len(server.log())
        client = CtiClient(server.address)
        client.send_bytes(b"this is not json\n")
        client.wait_closed()
        logged_in(server).close()
        return server.log()[begin:]

    wait_until(said_by_one_refusal, what="a line in the log at level debug")
    server.configure(log={"level": "error"})
    server.signal(signal.SIGHUP)
    wait_until(lambda: not said_by_one_refusal(), what="silence at level error")
    server.configure(log={"level": "debug"})
    server.signal(signal.SIGHUP)
    wait_until(said_by_one_refusal, what="a line in the log at level debug again")


def test_sighup_with_a_broken_configuration_changes_nothing(server):
    client = logged_in(server)
    good = server.config_file.read_text()
    begin = len(server.log())
    server.config_file.write_text(good + "log: {level: loud}\n")
    server.signal(signal.SIGHUP)
    wait_until(lambda: "config.yml" in server.log()[begin:], what=lambda: f"the error in the log: {server.log()[begin:]}")
    assert client.ask({"class": "keepalive"}) and server.process.poll() is None
    client.close()


def test_the_log_can_be_json():
    with Server(log={"format": "json", "level": "debug"}) as server:
        logged_in(server).close()
        wait_until(lambda: server.log().endswith("\n"))
        for line in server.log().splitlines():
            assert isinstance(json.loads(line), dict), line


# -- configuration


def check_config(tmp_path, text, *arguments, environment=None):
    file = tmp_path / "config.yml"
    file.write_text(text)
    file.chmod(0o600)
    return subprocess.run(
        [binary(), "--config", str(file), "check-config", *arguments],
        capture_output=True,
        text=True,
        timeout=30,
        env={**os.environ, **(environment or {})},
    )


@pytest.mark.parametrize(
    "text, place, words",
    [
        ("exchange:\n  secret: x\n  prot: 5038\n", "3:3", ["prot", "port"]),
        ("exchange:\n  secret: x\n  port: many\n", "3:9", ["many"]),
        ("exchange:\n  secret: x\ncti:\n  port: 70000\n", "4:9", ["70000"]),
        ("exchange:\n  secret: x\nlimits:\n  line: lots\n", "4:9", ["lots"]),
        ("exchange:\n  secret: x\nlog:\n  level: loud\n", "4:10", ["loud", "debug"]),
        ("exchnge:\n  secret: x\n", "1:1", ["exchnge", "exchange"]),
        ("exchange:\n  secret: [x\n", "", []),
        ("exchange:\n  secret: x\n  secret: y\n", "3:3", ["secret"]),
        ("exchange:\n  secret: x\ncti:\n  tls_1_0: perhaps\n", "4:12", ["perhaps"]),
    ],
    ids=lambda value: value if isinstance(value, str) and ":" in value and "\n" not in value else "",
)
def test_check_config_names_file_and_line(tmp_path, text, place, words):
    result = check_config(tmp_path, text)
    assert result.returncode != 0
    said = result.stdout + result.stderr
    assert f"{tmp_path}/config.yml:{place}" in said, said
    assert all(word in said for word in words), said


def test_check_config_names_every_error_at_once(tmp_path):
    result = check_config(tmp_path, "exchange:\n  port: many\ncti:\n  port: 70000\nlog:\n  level: loud\n")
    said = result.stdout + result.stderr
    assert result.returncode != 0
    assert all(word in said for word in ("secret", "many", "70000", "loud")), said


def test_check_config_is_content_with_a_good_file(tmp_path):
    result = check_config(tmp_path, "exchange:\n  secret: x\n")
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_files_of_conf_d_and_the_environment_go_before_the_main_file(tmp_path):
    (tmp_path / "conf.d").mkdir()
    (tmp_path / "conf.d" / "10-port.yml").write_text("cti:\n  port: 6001\nlog:\n  level: loud\n")
    said = check_config(tmp_path, "exchange:\n  secret: x\ncti:\n  port: 6000\n")
    assert said.returncode != 0 and "conf.d/10-port.yml:4:10" in said.stdout + said.stderr
    (tmp_path / "conf.d" / "10-port.yml").write_text("cti:\n  port: 6001\n")
    assert check_config(tmp_path, "exchange:\n  secret: x\n").returncode == 0
    said = check_config(tmp_path, "exchange:\n  secret: x\n", environment={"CROSSPOINT_CTI_PORT": "many"})
    assert said.returncode != 0 and "CROSSPOINT_CTI_PORT" in said.stdout + said.stderr
    assert check_config(tmp_path, "exchange:\n  port: 5038\n", environment={"CROSSPOINT_EXCHANGE_SECRET": "x"}).returncode == 0


def test_serve_does_not_start_with_a_bad_configuration(server):
    server.stop()
    server.configure(cti={"port": 70000})
    result = subprocess.run([binary(), "--config", str(server.config_file), "serve"], capture_output=True, text=True, timeout=30)
    assert result.returncode != 0 and f"{server.config_file}:" in result.stdout + result.stderr


def test_serve_says_which_address_is_taken(server):
    second = Server(cti={"port": server.address[1]})
    try:
        result = subprocess.run([binary(), "--config", str(second.config_file), "serve"], capture_output=True, text=True, timeout=30)
        assert result.returncode != 0
        assert str(server.address[1]) in result.stdout + result.stderr
    finally:
        second.remove()


# -- the store


def test_kill_9_right_after_a_confirmed_change_loses_nothing(server):
    """The push that announces a service is its confirmation."""
    client = logged_in(server)
    for round_ in range(3):
        wanted = round_ % 2 == 0
        mark = client.mark()
        client.send({"class": "availstate", "availstate": "donotdisturb" if wanted else "available"})
        client.wait_for({"listname": "users", "tid": "1", "config": {"enablednd": wanted}}, after=mark)
        server.kill()
        client.close()
        server.start()
        # bob looks: alice's own login would run the action of her presence again.
        other = logged_in(server, "bob")
        assert other.list_config("users", "1")["enablednd"] == int(wanted)
        other.close()
        client = CtiClient(server.address)
        client.login("alice", state="nosuch")
    client.close()


def test_a_change_is_told_only_once_it_is_stored(server):
    client = logged_in(server)
    client.ask({"class": "keepalive"})
    mark = client.mark()
    confirmation = {"listname": "users", "tid": "1", "config": {"enablednd": True}}
    with opened(server) as store:
        store.execute("BEGIN IMMEDIATE")  # somebody else writes, and takes time over it
        client.send({"class": "availstate", "availstate": "donotdisturb"})
        with pytest.raises(TooLate):
            client.wait_for(confirmation, within=0.5, after=mark)
        assert client.ask({"class": "keepalive"}), "the server waits for nothing"
    client.wait_for(confirmation, after=mark)
    client.close()


def test_a_change_that_cannot_be_stored_is_not_told(server):
    client = logged_in(server)
    client.ask({"class": "keepalive"})
    mark = client.mark()
    with changed(server, "ALTER TABLE user_services RENAME TO mislaid", "ALTER TABLE mislaid RENAME TO user_services"):
        begin = len(server.log())
        client.send({"class": "availstate", "availstate": "donotdisturb"})
        wait_until(lambda: re.search(" error ", server.log()[begin:]), what=lambda: f"an error in the log:\n{server.log()[begin:]}")
        assert client.hears_nothing({"config": {"enablednd": True}}, mark)
    client.send({"class": "availstate", "availstate": "donotdisturb"})
    client.wait_for({"listname": "users", "tid": "1", "config": {"enablednd": True}}, after=mark)
    client.close()


def test_kill_9_right_after_an_import_or_a_password_loses_nothing(server):
    assert server.run("user", "passwd", "alice", stdin="a new one\n").returncode == 0
    server.kill()
    server.start()
    logged_in(server, password="a new one").close()


def export(server):
    result = server.run("export")
    assert result.returncode == 0, result.stderr
    return result.stdout


def imported(server, text):
    file = server.directory / "data.yml"
    file.write_text(text)
    return server.run("import", str(file))


def place_of(text, part):
    """Line of the first occurrence, counted from 1."""
    return text[: text.index(part)].count("\n") + 1


def test_an_import_is_all_or_nothing_and_names_the_lines(server):
    client = logged_in(server)
    before, mark = export(server), client.mark()
    data = yaml.safe_load(DEMO.read_text())
    data["users"][0]["firstname"] = "Alicia"  # would be fine
    data["users"][1]["profile"] = 99  # dangling
    data["users"][2]["login"] = data["users"][0]["login"]  # twice
    data["queues"][0]["nmae"] = "blue"  # misspelt
    text = yaml.safe_dump(data, sort_keys=False)
    result = imported(server, text)
    said = result.stdout + result.stderr
    assert result.returncode != 0
    for part in ("profile: 99", "nmae"):
        assert f"data.yml:{place_of(text, part)}:" in said, said
    assert len(re.findall(r"data\.yml:\d+:\d+", said)) >= 3, said
    assert export(server) == before, "some of it was taken"
    with pytest.raises(TooLate):
        client.wait_for({"class": "getlist"}, within=1.5, after=mark)
    assert client.list_config("users", "1")["firstname"] == "Alice"
    client.close()


@pytest.mark.parametrize(
    "text", ["users: [", "- a\n- b\n", "users:\n  - {id: one}\n", "users:\n  - {id: 1, login: x}\n  - {id: 1, login: y}\n"]
)
def test_an_import_of_nonsense_is_refused_with_a_line(server, text):
    before = export(server)
    result = imported(server, text)
    assert result.returncode != 0 and re.search(r"data\.yml:\d+", result.stdout + result.stderr)
    assert export(server) == before


def test_an_export_can_be_imported_again(server):
    text = export(server)
    result = imported(server, text)
    assert result.returncode == 0, result.stderr
    assert export(server) == text


def test_the_users_of_the_command_line(server):
    assert server.run("user", "add", "ivan", "--firstname", "Ivan", stdin="secret one\n").returncode == 0
    listed = server.run("user", "list").stdout
    assert all(re.search(rf"\b{login}\b", listed) for login in ("alice", "heidi", "ivan"))
    assert server.run("user", "add", "ivan", "--firstname", "Ivan", stdin="x\n").returncode != 0, "twice"
    assert server.run("user", "remove", "ivan").returncode == 0
    assert not re.search(r"\bivan\b", server.run("user", "list").stdout)
    assert server.run("user", "remove", "ivan").returncode != 0, "already gone"
    assert server.run("user", "passwd", "ivan", stdin="\n").returncode != 0, "empty"
    assert b"secret one" not in (server.directory / "crosspoint.db").read_bytes()

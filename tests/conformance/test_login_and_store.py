"""Logins whose outcome depends on what the store holds, or that it cannot be read (protocol 3.3, 3.4)."""

import pytest
from conformance.store import changed
from support.cti_client import CtiClient
from support.server import Server
from support.waiting import wait_until


@pytest.fixture(scope="module")
def server():
    with Server(cti={"login_timeout": 3}) as server:
        yield server


def login_pass(server, user, password):
    """The answer to login_pass on a connection of its own, which is closed afterwards."""
    client = CtiClient(server.address)
    try:
        assert "sessionid" in client.ask({"class": "login_id", "userlogin": user, "xivoversion": "2.2"})
        return client.ask({"class": "login_pass", "password": password}, within=10)
    finally:
        client.close()


def eventually(server, user, password, outcome):
    """Logs in again and again until the server has taken over what was changed behind its back."""
    return wait_until(lambda: outcome(login_pass(server, user, password)), within=5, every=0.2, what=f"{user} meets the change")


def test_P034_credentials_without_a_user(server):
    with changed(
        server,
        "INSERT INTO credentials (login, hash) SELECT 'nobody', hash FROM credentials WHERE login = 'alice'",
        "DELETE FROM credentials WHERE login = 'nobody'",
    ):
        answer = login_pass(server, "nobody", "alice-demo")
        assert answer["error_string"] == "user_not_found" and "capalist" not in answer
        assert login_pass(server, "nobody", "wrong")["error_string"] == "login_password"


def test_P036_a_user_whose_client_access_is_disabled(server):
    assert "capalist" in login_pass(server, "bob", "bob-demo")
    access = "UPDATE users SET client_access = {} WHERE login = 'bob'"
    with changed(server, access.format(0), access.format(1)):
        answer = eventually(server, "bob", "bob-demo", lambda answer: "error_string" in answer and answer)
        assert answer["error_string"] == "login_password" and "capalist" not in answer
        assert "capalist" in login_pass(server, "alice", "alice-demo")
    eventually(server, "bob", "bob-demo", lambda answer: "capalist" in answer)


def test_P037_the_store_does_not_answer(server):
    assert "capalist" in login_pass(server, "carol", "carol-demo")
    with changed(server, "ALTER TABLE credentials RENAME TO mislaid", "ALTER TABLE mislaid RENAME TO credentials"):
        answer = login_pass(server, "alice", "alice-demo")
        assert answer["error_string"] == "xivo_auth_error" and "capalist" not in answer
        assert login_pass(server, "mallory", "x")["error_string"] == "xivo_auth_error"
    assert "capalist" in login_pass(server, "alice", "alice-demo")


def test_P045_a_profile_that_is_not_defined(server):
    assignment = "UPDATE users SET profile_id = {} WHERE login = 'erin'"
    with changed(server, assignment.format(77), assignment.format(5)):
        eventually(server, "erin", "erin-demo", lambda answer: answer.get("capalist") == [77])
        client = CtiClient(server.address)
        client.ask({"class": "login_id", "userlogin": "erin", "xivoversion": "2.2"})
        assert client.ask({"class": "login_pass", "password": "erin-demo"}, within=10)["capalist"] == [77]
        answer = client.ask({"class": "login_capas", "capaid": 77, "state": "available"})
        assert answer["error_string"] == "unknown cti_profile_id" and "capas" not in answer
        client.wait_closed(within=1.5)
        client.close()


def test_a_new_password_counts_at_once_and_the_old_one_no_longer(server):
    assert "capalist" in login_pass(server, "grace", "grace-demo")
    result = server.run("user", "passwd", "grace", stdin="another one\n")
    assert result.returncode == 0, result.stderr
    assert "capalist" in login_pass(server, "grace", "another one")
    assert login_pass(server, "grace", "grace-demo")["error_string"] == "login_password"


def test_a_user_added_while_the_server_runs_can_log_in(server):
    """Without a profile, which is told, but only to who knows the password."""
    result = server.run("user", "add", "ivan", "--firstname", "Ivan", stdin="ivan-demo\n")
    assert result.returncode == 0, result.stderr
    eventually(server, "ivan", "ivan-demo", lambda answer: answer.get("error_string") == "capaid_undefined" or "capalist" in answer)
    assert "ivan" in server.run("user", "list").stdout
    assert login_pass(server, "ivan", "wrong")["error_string"] == "login_password"


@pytest.mark.parametrize("profile", ["4", "NULL"])
def test_P044_the_profile_that_counts_is_the_present_one(server, profile):
    """It is taken away between the second and the third step."""
    client, other = CtiClient(server.address), CtiClient(server.address)
    other.login("frank")
    client.ask({"class": "login_id", "userlogin": "bob", "xivoversion": "2.2"})
    assert client.ask({"class": "login_pass", "password": "bob-demo"}, within=10)["capalist"] == [3]
    assignment = "UPDATE users SET profile_id = {} WHERE login = 'bob'"
    with changed(server, assignment.format(profile), assignment.format(3)):
        eventually(server, "bob", "bob-demo", lambda answer: answer.get("capalist") != [3])
        answer = client.ask({"class": "login_capas", "capaid": 3, "state": "available"})
        assert answer["error_string"] in ("wrong cti_profile_id", "unknown cti_profile_id")
        client.wait_closed()
    assert other.list_status("users", "2") == {"availstate": "disconnected", "connection": None}
    eventually(server, "bob", "bob-demo", lambda answer: answer.get("capalist") == [3])
    client.close()
    other.close()


def test_clients_that_leave_while_their_password_is_checked(server):
    for user in ("alice", "mallory"):
        for _ in range(30):
            client = CtiClient(server.address)
            client.send({"class": "login_id", "userlogin": user, "xivoversion": "2.2"})
            client.send({"class": "login_pass", "password": "x"})
            client.close()
    assert "capalist" in login_pass(server, "carol", "carol-demo")

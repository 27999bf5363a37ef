"""Tokens of programs: made, listed and revoked by `crosspoint token`, also while the server runs."""

import re

import pytest
from support.server import Server


@pytest.fixture(scope="module")
def server():
    with Server() as server:
        yield server


def test_a_token_is_shown_once_and_the_store_has_only_its_digest(server):
    added = server.run("token", "add", "prometheus", "--scope", "metrics", "--expires", "90d")
    assert added.returncode == 0, added.stderr
    text = added.stdout.strip()
    identity, secret = re.fullmatch(r"xp_([a-z0-9]+)_([A-Za-z0-9_-]{43})", text).groups()
    assert identity in added.stderr and secret not in added.stderr
    listed = server.run("token", "list").stdout
    assert re.search(rf"^{identity} +api +prometheus +- +metrics +\d{{4}}-\d\d-\d\d \d\d:\d\d +never$", listed, re.M)
    assert secret not in listed
    for file in server.directory.iterdir():
        assert file.is_dir() or secret.encode() not in file.read_bytes(), f"the text is in {file}"


def test_a_token_is_revoked_by_its_name_or_its_id(server):
    for name in ("one", "two"):
        assert server.run("token", "add", name, "--scope", "metrics").returncode == 0
    identity = re.search(r"^(\w+) +api +two ", server.run("token", "list").stdout, re.M)[1]
    assert server.run("token", "revoke", "one").returncode == 0
    assert server.run("token", "revoke", identity).returncode == 0
    listed = server.run("token", "list").stdout
    assert not re.search(r" (one|two) ", listed)
    again = server.run("token", "revoke", "one")
    assert again.returncode == 1 and again.stderr == "there is no token one\n"


@pytest.mark.parametrize("arguments, complaint", [
    (("--scope", "everything"), "--scope: found 'everything', expected metrics or api"),
    (("--scope", "metrics", "--expires", "soon"), "--expires: found 'soon'"),
])
def test_what_a_token_cannot_be_is_told(server, arguments, complaint):
    refused = server.run("token", "add", "wrong", *arguments)
    assert refused.returncode == 1 and complaint in refused.stderr and refused.stdout == ""

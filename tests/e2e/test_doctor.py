"""`crosspoint doctor` on real Asterisks: content with the account that is documented, and exact about what another one lacks."""

from support.server import ROOT, Server


def doctor(exchange, **account):
    server = Server(exchange.account, data=None, exchange=account)
    try:
        return server.run("doctor")
    finally:
        server.stop()


def test_T027_the_documented_account_lacks_nothing(shared_asterisk):
    result = doctor(shared_asterisk)
    assert (result.returncode, result.stdout) == (0, "the exchange has all that Crosspoint needs\n"), result.stderr


def test_T027_a_missing_right_is_named_with_the_line_to_add(shared_asterisk):
    result = doctor(shared_asterisk, username="crosspoint-no-originate")
    assert result.returncode == 1
    assert "the action Originate cannot be used" in result.stdout
    assert 'section [crosspoint-no-originate]: add "originate" to write' in result.stdout
    assert result.stdout.count("missing:") == 1


def test_T027_a_refused_login_says_what_to_compare(shared_asterisk):
    result = doctor(shared_asterisk, secret="of somebody else")
    assert result.returncode == 1
    assert "is refused" in result.stderr and "manager.conf" in result.stderr
    assert "of somebody else" not in result.stdout + result.stderr


def test_T173_a_dialplan_without_the_include_is_noticed_and_the_include_printed(shared_asterisk):
    """What doctor prints is what is shipped, and an exchange that has it lacks nothing."""
    asterisk = shared_asterisk.asterisk
    include = asterisk.configuration("crosspoint.conf")
    shipped = (ROOT / "packaging" / "asterisk" / "crosspoint.conf").read_text()
    include.write_text("; nothing\n")
    asterisk.cli("dialplan reload")
    try:
        result = doctor(shared_asterisk)
        assert result.returncode == 0 and "advice:  the dialplan does not have Crosspoint's include" in result.stdout, result.stdout
    finally:
        include.write_text(printed_dialplan())
        asterisk.cli("dialplan reload")
    assert include.read_text() == shipped
    assert doctor(shared_asterisk).stdout == "the exchange has all that Crosspoint needs\n"


def printed_dialplan():
    server = Server(data=None)
    try:
        return server.run("doctor", "--print-dialplan").stdout
    finally:
        server.stop()

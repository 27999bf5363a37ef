"""The steps of the login as the tests take them one by one, and the server that these tests run."""

LOGIN_TIMEOUT = 2
# Wrong passwords are tried here more often than is good for the login.
CONFIG = {"cti": {"login_timeout": LOGIN_TIMEOUT}, "limits": {"logins_per_user": 1000}}
# No later than the timeout: plus what a busy machine may need to notice.
SLACK = 1.5

LOGIN_ID = {"class": "login_id", "company": "xivo", "ident": "test", "userlogin": "alice", "xivoversion": "2.2"}


def login_id(client, described=True, **changes):
    """The answer to the first step. A change to None leaves the key out."""
    return client.ask({k: v for k, v in {**LOGIN_ID, **changes}.items() if v is not None}, described=described)


def login_pass(client, user, password=None):
    assert "error_string" not in login_id(client, userlogin=user)
    return client.ask({"class": "login_pass", "password": password or f"{user}-demo"}, within=10)


def said_nothing_until_closed(client, mark):
    """The server ends the connection in time and does not say a word before."""
    client.wait_closed(within=LOGIN_TIMEOUT + SLACK)
    return client.all({}, mark) == []

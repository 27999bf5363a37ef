"""Logins that ask for more than protocol 2.2 has (docs/protocol/extensions.md)."""

ALL = {"extensions": ["seq", "frobnicate"], "linger": 30}


def log_in(client, user="alice", state="available", **wishes):
    """The three steps with wishes; the answer to the last."""
    client.ask({"class": "login_id", "userlogin": user, "xivoversion": "2.2"})
    profile = client.ask({"class": "login_pass", "password": f"{user}-demo"})["capalist"][0]
    message = {"class": "login_capas", "capaid": profile, **(wishes or ALL)}
    return client.ask(message | ({"state": state} if state else {}))


def by_token(client, token, **wishes):
    return client.ask({"class": "login_token", "token": token, **(wishes or ALL)})

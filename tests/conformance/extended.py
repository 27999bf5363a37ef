"""Logins that ask for more than protocol 2.2 has (docs/protocol/extensions.md)."""

ALL = {"extensions": ["seq", "frobnicate"], "linger": 30}


def settled(client, answer):
    """A session with numbers is told right after its login how the exchange is."""
    if "seq" in answer.get("extensions", []):
        client.wait_for({"class": "exchange"})
    return answer


def log_in(client, user="alice", state="available", **wishes):
    answer = settled(client, client.login(user, state=state, **(wishes or ALL)))
    client.user_id = None  # the user stays for a while after it: nobody is to wait until he is gone
    return answer


def by_token(client, token, **wishes):
    return settled(client, client.ask({"class": "login_token", "token": token, **(wishes or ALL)}))


def as_pushed(client, listname, tid):
    """What protocol 2.2 answers about an element, in the form in which it is pushed, without what never is."""
    told = client.list_config(listname, tid) | client.list_status(listname, tid)
    told.pop("connection", None)
    switches = {key for key in told if key.startswith("enable") and key != "enablexfer" or key == "incallfilter"}
    return {key: bool(value) if key in switches else value for key, value in told.items()} | {"id": tid}

"""What was confirmed stays, whatever happens to the server (P083)."""

from support.cti_client import CtiClient
from support.server import Server


def test_P083_kill_9_right_after_a_confirmed_change_loses_nothing():
    """A presence that switches do-not-disturb: its push says that the change is stored, and the server dies at that moment."""
    alice = "1"
    with Server() as server:
        for presence, dnd in [("donotdisturb", True), ("away", False)] * 3:
            client = CtiClient(server.address)
            # A login takes a presence too: the one that changes nothing yet.
            client.login("alice", state="away" if dnd else "donotdisturb")
            client.ask({"class": "keepalive"})
            mark = client.mark()
            client.send({"class": "availstate", "availstate": presence})
            confirmed = {"class": "getlist", "function": "updateconfig", "listname": "users", "tid": alice, "config": {"enablednd": dnd}}
            client.wait_for(confirmed, after=mark)
            server.kill()
            client.close()
            server.start()
            witness = CtiClient(server.address)
            witness.login("bob")
            assert witness.list_config("users", alice)["enablednd"] == int(dnd)
            witness.close()

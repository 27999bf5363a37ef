"""The start of the desktop client, played step by step (protocol, appendix C): it works on replies, and hangs where one is missing."""

import pytest
from conformance.tls import make_certificate
from e2e.desk import live
from support.cti_client import CtiClient
from support.server import Server
from support.waiting import wait_until

LISTS = ["users", "phones", "agents", "queues", "voicemails", "queuemembers"]


@pytest.fixture(scope="module")
def server(exchange, tmp_path_factory):
    with Server(exchange.account, cti=make_certificate(tmp_path_factory.mktemp("certificate"))) as server:
        yield live(server)


class DesktopClient:
    """Sends what that client sends, when it sends it: at the start, or as the answer to a message from the server."""

    def __init__(self, server, user, encrypted):
        self.link = CtiClient(server.address)
        self.user = user
        self.encrypted = encrypted
        self.seen = 0  # messages it has reacted to
        self.missing = set()  # (list, id) that have been listed and not yet shown
        self.listed = set()  # lists whose ids have come
        self.ids = {}

    def say(self, **message):
        self.link.send({**message, "commandid": 100_000 + self.seen})

    def start(self):
        """Steps 1 to 5."""
        self.say(**{"class": "availstate", "availstate": "available", "ipbxid": "xivo", "userid": "1"})  # an automatic reconnection
        self.link.wait_for({"class": "starttls"})
        if self.encrypted:
            self.link.start_tls()
        else:
            self.say(**{"class": "starttls", "status": False})
            self.link.wait_for({"class": "starttls", "starttls": False})
        self.say(**{"class": "login_id", "company": "xivo", "ident": "X11-LE-64", "userlogin": self.user, "xivoversion": "2.2",
                    "lastlogout-stopper": "disconnect", "lastlogout-datetime": "2016-11-02T17:31:05"})  # fmt: skip
        self.say(**{"class": "starttls", "status": True})
        self.link.wait_for({"class": "login_id"})
        self.say(**{"class": "login_pass", "password": f"{self.user}-demo"})
        capalist = self.link.wait_for({"class": "login_pass"}, within=10)["capalist"]
        self.say(**{"class": "login_capas", "capaid": str(capalist[0]), "state": "available", "loginkind": "user", "lastconnwins": False})
        capas = self.link.wait_for({"class": "login_capas"})
        self.userid, self.ipbx = capas["userid"], capas["ipbxid"]
        self.link.user_id = self.userid
        self.seen = self.link.mark()

    def build_window(self):
        """Step 6: what its parts send when they are built. Some of it may be silence in this version."""
        self.say(**{"class": "getipbxlist"})
        for message in (
            {"class": "people_headers"},
            {"class": "get_relations"},
            {"class": "subscribe", "message": "meetme_update"},
            {"class": "subscribetoqueuesstats"},
            {"class": "get_switchboard_directory_headers"},
        ):
            self.say(**message)

    def react(self):
        """Steps 7 to 9, once for everything that has come."""
        for message in self.link.all({}, self.seen):
            self.seen += 1
            if message["class"] == "getipbxlist":
                for ipbx in message["ipbxlist"]:
                    self.getlist("updateconfig", "users", self.userid)
                    for listname in LISTS:
                        self.getlist("listid", listname, ipbx=ipbx)
            elif message["class"] == "getlist" and message["tipbxid"] == self.ipbx:
                self.take(message)

    def getlist(self, function, listname, tid=None, ipbx="xivo"):
        self.say(**{"class": "getlist", "function": function, "listname": listname, "tipbxid": ipbx, **({"tid": tid} if tid else {})})

    def take(self, message):
        function, listname = message["function"], message["listname"]
        if function == "listid":
            self.listed.add(listname)
            self.ids[listname] = message["list"]
            for tid in message["list"]:
                self.missing.add((listname, tid))
                self.getlist("updateconfig", listname, tid)
        elif function == "updateconfig" and "replyid" in message:
            self.getlist("updatestatus", listname, message["tid"])
        elif function == "updatestatus":
            self.missing.discard((listname, str(message["tid"])))

    def initialized(self):
        """Step 10."""
        self.react()
        return self.listed == set(LISTS) and not self.missing

    def stop(self):
        """Step 13."""
        self.say(**{"class": "logout", "stopper": "quit"})
        self.link.close()


@pytest.mark.parametrize("encrypted", [True, False], ids=["encrypted", "in clear"])
@pytest.mark.parametrize("user", ["alice", "carol", "dave"])
def test_appendix_C_the_desktop_client_starts_up(server, observer, user, encrypted):
    watched = observer.mark()
    client = DesktopClient(server, user, encrypted)
    client.start()
    client.build_window()
    wait_until(client.initialized, 10, what=lambda: f"still waiting for {set(LISTS) - client.listed} {client.missing}")
    assert all(client.ids[listname] for listname in LISTS)
    assert set(client.ids["users"]) == {"1", "2", "3", "4", "5", "6", "7", "8"}

    # Steps 10 to 12: the switchboard's subscriptions, the people's registrations, a sign of life.
    client.say(**{"class": "subscribe", "message": "current_calls"})
    for queue in ("3", "4"):
        client.say(**{"class": "subscribe", "message": "queueentryupdate", "queueid": queue})
    uuid = client.link.list_config("users", "1")["xivo_uuid"]
    client.say(**{"class": "register_endpoint_status_update", "endpoint_ids": [[uuid, 0]]})
    client.say(**{"class": "register_user_status_update", "user_ids": [[uuid, "1"]]})
    client.link.wait_for({"class": "user_status_update"})
    client.say(**{"class": "keepalive"})
    client.link.wait_for({"class": "keepalive"})

    offers = [m for m in client.link.all({"class": "starttls"}) if "starttls" not in m]
    confirmations = [m for m in client.link.all({"class": "starttls"}) if "starttls" in m]
    assert len(offers) == 1 and [(m["status"], m["starttls"]) for m in confirmations] == [(encrypted, encrypted)]

    client.stop()
    pattern = {"function": "updatestatus", "listname": "users", "tid": client.userid}
    observer.wait_for({**pattern, "status": {"availstate": "disconnected"}}, after=watched)
    assert [m["status"]["availstate"] for m in observer.all(pattern, watched)][:2] == ["available", "disconnected"]
    wait_until(lambda: observer.list_status("users", client.userid)["connection"] is None, what="gone")

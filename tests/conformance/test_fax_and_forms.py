"""faxsend without an exchange that could send (rows P181, P184), and call_form_result (P199)."""

import base64
import http.server
import json
import subprocess
import threading
from pathlib import Path

import pytest
from conformance.people import answered_until_keepalive
from conformance.store import opened
from e2e.desk import live
from support.cti_client import CtiClient
from support.server import Server
from support.waiting import wait_until

FAILED = {"class": "fax_progress", "status": "FAILED", "pages": None}


def fax(client, data, destination="0033100000009"):
    answer = client.ask({"class": "faxsend", "filename": "offer.pdf", "destination": destination, "size": len(data), "data": data})
    assert {**answer, "timenow": 0, "replyid": 0} == {"class": "faxsend", "timenow": 0, "replyid": 0}


def b64(data):
    return base64.b64encode(data).decode()


@pytest.mark.parametrize("data", [b64(b"GIF89a"), "no base64!", "", b64(b"%PDF-1.4 and nothing behind it")], ids=["picture", "text", "empty", "broken"])
def test_P181_P184_a_document_that_is_none_fails_once_and_is_told_to_its_sender_alone(server, people, observer, data):
    alice, second, bob = people.login("alice"), people.login("alice"), people.login("bob")
    marks = {client: client.mark() for client in (alice, second, bob)}
    fax(alice, data)
    for client in (alice, second):
        assert {**client.wait_for({"class": "fax_progress"}, within=10, after=marks[client]), "timenow": 0} == {**FAILED, "timenow": 0}
    assert bob.hears_nothing({"class": "fax_progress"}, marks[bob])
    assert len(alice.all({"class": "fax_progress"}, marks[alice])) == 1
    wait_until(lambda: not list(Path(server.directory).glob("fax/*")), what="the spool is empty")


def encrypted(path):
    """A one-page document that opens with a password only."""
    plain = path / "plain.ps"
    plain.write_text("%!PS\n100 100 200 200 rectfill showpage\n")
    subprocess.run(["/usr/bin/gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-sUserPassword=secret", "-sOwnerPassword=other",
                    "-dEncryptionR=3", "-dKeyLength=128", f"-sOutputFile={path / 'secret.pdf'}", str(plain)], check=True)
    return (path / "secret.pdf").read_bytes()


def test_P184_a_document_with_a_password_fails(server, alice, tmp_path):
    mark = alice.mark()
    fax(alice, b64(encrypted(tmp_path)))
    alice.wait_for(FAILED, within=10, after=mark)
    assert "protected by a password" in server.log() or "password" in server.log()


def test_P184_a_bomb_ends_in_time_while_others_go_on(exchange, tmp_path):
    work = b"0 0 595 842 re 10 10 500 700 re f* " * 300_000
    pages = b"".join(b"%d 0 obj<</Type/Page/Parent 2 0 R/Contents 3 0 R>>endobj\n" % (4 + i) for i in range(100))
    bomb = (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 100/Kids["
            + b"".join(b"%d 0 R " % (4 + i) for i in range(100)) + b"]/MediaBox[0 0 595 842]>>endobj\n3 0 obj<</Length "
            + str(len(work)).encode() + b">>stream\n" + work + b"\nendstream endobj\n" + pages + b"trailer<</Root 1 0 R>>\n%%EOF\n")
    with Server(exchange.account, fax={"timeout": 2}) as server:
        live(server)
        client = CtiClient(server.address)
        client.login("alice")
        fax(client, b64(bomb))
        client.ask({"class": "keepalive"}, within=1)
        client.wait_for(FAILED, within=15)
        assert "took too long" in server.log()
        assert not list(Path(server.directory).glob("fax/*"))
        client.close()


class Hook:
    """A program that takes results of forms, or is told not to."""

    def __init__(self):
        self.taken, self.refused, self.status = [], 0, 200
        hook = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if hook.status == 200:
                    hook.taken.append((self.path, self.headers["Authorization"], body))
                else:
                    hook.refused += 1
                self.send_response(hook.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/forms"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def hook():
    hook = Hook()
    yield hook
    hook.close()


VARIABLES = {"XIVOFORM_a": "4711", "XIVOFORM_urgent": True, "XIVOFORM_n": 7, "label_2": "Ticket", "XIVOFORM_": "x", "XIVOFORM_b-c": "x"}


def submit(client, variables, message_class="call_form_result", described=True):
    mark = client.mark()
    client.send({"class": message_class, "commandid": 1, "infos": {"buttonname": "saveandclose", "variables": variables}}, described)
    assert not [m for m in answered_until_keepalive(client, mark) if m.get("replyid") == 1], "there is no reply"


def test_P199_results_of_forms_are_given_to_the_program_that_wants_them(exchange, hook):
    with Server(exchange.account, forms={"webhook": hook.url, "authorization": "Bearer x"}) as server:
        live(server)
        client = CtiClient(server.address)
        client.login("alice")
        submit(client, VARIABLES)
        wait_until(lambda: hook.taken, what="the result")
        path, authorization, body = hook.taken[0]
        assert (path, authorization) == ("/forms", "Bearer x")
        assert body["event"] == "call_form_result" and body["user_id"] == int(client.user_id)
        assert body["variables"] == {"a": "4711", "urgent": True, "n": 7}
        client.close()


def test_P211_a_form_under_its_old_name_goes_nowhere(exchange, hook):
    with Server(exchange.account, forms={"webhook": hook.url}) as server:
        live(server)
        client = CtiClient(server.address)
        client.login("alice")
        submit(client, {"XIVOFORM_a": "old"}, message_class="actionfiche", described=False)
        submit(client, {"XIVOFORM_a": "new"})
        wait_until(lambda: hook.taken, what="the result")
        wait_until(lambda: kept(server) == 0, what="nothing is left to be given")
        assert [body["variables"]["a"] for _, _, body in hook.taken] == ["new"]
        client.close()


def kept(server):
    with opened(server) as store:
        return store.execute("SELECT COUNT(*) FROM form_results").fetchone()[0]


def test_P199_a_result_that_nobody_takes_survives_a_restart_and_goes_once(exchange, hook):
    hook.status = 503
    server = Server(exchange.account, forms={"webhook": hook.url})
    try:
        live(server.start())
        client = CtiClient(server.address)
        client.login("alice")
        submit(client, {"XIVOFORM_a": "1"})
        submit(client, {"XIVOFORM_a": "2"})
        wait_until(lambda: hook.refused, what="the first attempt")
        server.kill()
        client.close()
        hook.status = 200
        live(server.start())
        wait_until(lambda: len(hook.taken) == 2, 10, what="both results")
        assert [body["variables"]["a"] for _, _, body in hook.taken] == ["1", "2"]
        wait_until(lambda: kept(server) == 0, what="what was taken is forgotten")
        server.stop()
        live(server.start())
        server.stop()
        assert len(hook.taken) == 2, "what was taken is not sent again"
    finally:
        server.stop()
        server.remove()

"""A CTI client that knows JSON, lines and sockets and nothing of our own codec.

    client = CtiClient(server.address)
    client.login("alice")
    mark = client.mark()
    client.send({"class": "availstate", "availstate": "away"})
    client.wait_for({"function": "updatestatus", "status": {"availstate": "away"}}, after=mark)

A reader thread keeps every message in order of arrival; nothing is ever consumed, so a test can look back.
"""

import itertools
import json
import select
import socket
import ssl
import threading
import time

from support import messages
from support.waiting import PATIENCE, TooLate


def holds(message, pattern):
    """Whether `message` has everything `pattern` has: dictionaries by their keys, all else by equality. A function decides itself."""
    if callable(pattern):
        return bool(pattern(message))
    if isinstance(pattern, dict):
        return isinstance(message, dict) and all(k in message and holds(message[k], v) for k, v in pattern.items())
    return message == pattern


def trusting():
    """A TLS context that takes any certificate: the tests' own is signed by nobody."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class CtiClient:
    def __init__(self, address, tls=None, source=None):
        """`address` is (host, port); `tls` an SSLContext for a connection encrypted from the first byte; `source` an own address."""
        self.socket = self._connect(address, tls, source)
        self.socket.settimeout(None)
        self.messages = []    # every message received, in order
        self.times = []       # when each of them arrived, time.monotonic()
        self.raw = bytearray()  # every byte received
        self.closed = False   # the server has closed or reset the connection
        self.user_id = None   # after login
        self.asked = set()    # the commandids of ask()
        self._ids = itertools.count(1000)
        self._news = threading.Condition()
        self._using = threading.Lock()  # OpenSSL does not let two threads use one connection at once
        self._leftover = b""
        self._start_reading()

    def _connect(self, address, tls, source):
        link = socket.create_connection(address, timeout=10, source_address=(source, 0) if source else None)
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return tls.wrap_socket(link) if tls else link

    # -- talking

    def send_bytes(self, data):
        with self._using:
            self.socket.sendall(data)

    def send(self, message, described=True):
        """Sends one message as one line; the time.monotonic() at which it left. What docs/messages.yml does not describe has to be
        said to be sent on purpose."""
        fault = described and messages.fault("client", message)
        assert not fault, fault
        self.send_bytes(json.dumps(message).encode() + b"\n")
        return time.monotonic()

    def ask(self, message, within=PATIENCE, described=True):
        """Sends a message with a fresh commandid and waits for the answer that repeats it."""
        number = next(self._ids)
        self.asked.add(number)
        self.send({**message, "commandid": number}, described)
        return self.wait_for({"replyid": number}, within=within)

    def login(self, user, password=None, state="available", **wishes):
        """The three steps. The password of the demo's users is the default. `wishes` go beyond protocol 2.2: extensions, linger.
        Returns the login_capas answer."""
        answer = self.ask({"class": "login_id", "company": "xivo", "ident": "test", "userlogin": user, "xivoversion": "2.2"})
        assert "error_string" not in answer, answer
        answer = self.ask({"class": "login_pass", "password": f"{user}-demo" if password is None else password}, within=15)
        assert "error_string" not in answer, answer
        answer = self.ask({"class": "login_capas", "capaid": answer["capalist"][0], "state": state, **wishes})
        assert "error_string" not in answer, answer
        self.user_id = answer["userid"]
        return answer

    def start_tls(self, context=None):
        """The STARTTLS conversation: expects the offer, agrees, continues encrypted."""
        self.wait_for({"class": "starttls"})
        self.stop_reading(at={"class": "starttls", "starttls": True})
        self.send({"class": "starttls", "status": True})
        self._reader.join(5)
        self.socket = (context or trusting()).wrap_socket(self.socket)
        self._start_reading()

    def close(self):
        try:
            socket.socket.shutdown(self.socket, socket.SHUT_RDWR)  # an SSLSocket's own would let the reader see what is encrypted
        except OSError:
            pass
        self._reader.join(5)
        self.socket.close()

    # -- lists

    def list_ids(self, listname):
        return self.ask({"class": "getlist", "function": "listid", "listname": listname, "tipbxid": "xivo"})["list"]

    def list_config(self, listname, tid):
        return self.ask({"class": "getlist", "function": "updateconfig", "listname": listname, "tid": tid, "tipbxid": "xivo"})["config"]

    def list_status(self, listname, tid):
        return self.ask({"class": "getlist", "function": "updatestatus", "listname": listname, "tid": tid, "tipbxid": "xivo"})["status"]

    def phones(self):
        """Number of each line to its id."""
        return {self.list_config("phones", tid)["number"]: tid for tid in self.list_ids("phones")}

    def hints(self):
        """Number of each line to its hintstatus, asked now."""
        return {number: self.list_status("phones", tid)["hintstatus"] for number, tid in self.phones().items()}

    def current_calls(self):
        """Whom the user talks to, asked now; from then on the client is told of changes, too."""
        return self.ask({"class": "subscribe", "message": "current_calls"})["current_calls"]

    # -- listening

    def mark(self):
        """The place in `messages` from where on something new is found."""
        with self._news:
            return len(self.messages)

    def all(self, pattern, after=0):
        """Every message so far that holds `pattern`, in order."""
        with self._news:
            return [m for m in self.messages[after:] if holds(m, pattern)]

    def wait_for(self, pattern, within=PATIENCE, after=0):
        """The first message that holds `pattern`, from those since `after` and those to come. TooLate, with what came, otherwise."""
        deadline = time.monotonic() + within
        with self._news:
            seen = after
            while True:
                for message in self.messages[seen:]:
                    if holds(message, pattern):
                        return message
                seen = len(self.messages)
                left = deadline - time.monotonic()
                if self.closed or left <= 0 or not self._news.wait(left):
                    if len(self.messages) == seen:
                        ending = "connection closed" if self.closed else f"not within {within} s"
                        raise TooLate(f"{pattern}: {ending}; since then: {self.messages[after:][-20:]}")

    def wait_closed(self, within=5.0):
        """Until the server has ended the connection."""
        with self._news:
            if not self._news.wait_for(lambda: self.closed, within):
                raise TooLate(f"connection still open after {within} s; last: {self.messages[-5:]}")

    def hears_nothing(self, pattern=lambda message: True, after=0, within=PATIENCE):
        """Whether nothing that holds `pattern` came since `after`. A keepalive closes the question: what the server had to say before
        it has then arrived (protocol 1.8)."""
        self.ask({"class": "keepalive"}, within)
        return not [m for m in self.all(pattern, after) if m.get("class") != "keepalive"]

    def hint_changes(self, tid, after=0):
        """The hintstatus values pushed for a line, in order."""
        pushes = self.all({"class": "getlist", "function": "updatestatus", "listname": "phones", "tid": tid}, after)
        return [m["status"]["hintstatus"] for m in pushes if "replyid" not in m]

    # -- the reader thread

    def _start_reading(self):
        self._stop_pattern = None
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def stop_reading(self, at=lambda message: True):
        """Reads no further than the next message that holds `at`: a client that hangs."""
        self._stop_pattern = at

    def _read(self):
        while True:
            data = self._receive()
            *lines, self._leftover = (self._leftover + data).split(b"\n")
            news = [json.loads(line) for line in lines if line.strip()]
            with self._news:
                self.raw += data
                self.messages += news
                self.times += [time.monotonic()] * len(news)
                self.closed = not data
                self._news.notify_all()
            messages.received += filter(None, (messages.fault("server", message) for message in news))
            if not data or (self._stop_pattern and any(holds(m, self._stop_pattern) for m in news)):
                return

    def _receive(self):
        """What comes next; b"" at the end. Waits outside the lock, so that another thread can send meanwhile."""
        poller = select.poll()
        poller.register(self.socket, select.POLLIN)
        while True:
            try:
                poller.poll()
                with self._using:
                    self.socket.settimeout(0)
                    try:
                        return self.socket.recv(65536)
                    finally:
                        self.socket.settimeout(None)
            except (ssl.SSLWantReadError, BlockingIOError):
                continue  # part of a TLS record, or one without data of ours
            except OSError:
                return b""

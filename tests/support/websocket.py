"""A CTI client that comes over WebSocket and knows nothing of our own codec: bytes on a socket, as RFC 6455 has them.

    client = WebSocketClient(server.http_address)
    client.login("alice")

Everything that a CtiClient can do it can do, too. Its `raw` has each message as a line, so that both can be compared.
"""

import base64
import hashlib
import os
import socket

from support.cti_client import CtiClient
from support.waiting import PATIENCE

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10


def masked(payload, mask):
    """The payload, every byte with its byte of the mask."""
    size = len(payload)
    repeated = (mask * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(repeated, "big")).to_bytes(size, "big")


def frame(opcode, payload=b"", last=True, mask=b"\x37\xfa\x21\x3d", reserved=0):
    """One frame of a client; without a mask it is one that no client may send."""
    size = len(payload)
    if size < 126:
        length, more = size, b""
    elif size < 65536:
        length, more = 126, size.to_bytes(2, "big")
    else:
        length, more = 127, size.to_bytes(8, "big")
    first = bytes([0x80 * last | reserved | opcode, 0x80 * bool(mask) | length])
    return first + more + (mask + masked(payload, mask) if mask else payload)


def text(message):
    return frame(TEXT, message if isinstance(message, bytes) else message.encode())


def closing(code, reason=b""):
    return frame(CLOSE, code.to_bytes(2, "big") + reason)


def cut(data):
    """The first frame of a server in `data`: opcode, payload and what follows; None if it is not there as a whole."""
    if len(data) < 2:
        return None
    assert data[0] & 0xF0 == 0x80 and not data[1] & 0x80, f"a server sends whole frames without a mask, not {bytes(data[:20])}"
    begin = {126: 4, 127: 10}.get(data[1], 2)
    size = data[1] if begin == 2 else int.from_bytes(data[2:begin], "big")
    if len(data) < begin + size:
        return None
    return data[0] & 0x0F, bytes(data[begin : begin + size]), data[begin + size :]


def ask_for_websocket(address, path="/ws", source=None, receive_buffer=None, tls=None, **headers):
    """Socket, status, body or what else came, of a request with these headers more; None leaves a usual one out."""
    link = socket.socket()
    if receive_buffer:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    link.settimeout(10)
    if source:
        link.bind((source, 0))
    link.connect(address)
    if tls:
        link = tls.wrap_socket(link)
    key = base64.b64encode(os.urandom(16)).decode()
    usual = {
        "Host": f"{address[0]}:{address[1]}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": key,
        "Sec-WebSocket-Version": "13",
    }
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in {**usual, **given}.items() if value is not None]
    link.sendall("\r\n".join([f"GET {path} HTTP/1.1", *lines, "", ""]).encode())
    came = b""
    while b"\r\n\r\n" not in came:
        data = link.recv(4096)
        if not data:
            raise ConnectionError(f"closed after {came}")
        came += data
    head, _, rest = came.partition(b"\r\n\r\n")
    first, *fields = head.decode().split("\r\n")
    answer = {name.lower(): value for name, value in (field.split(": ", 1) for field in fields)}
    status = int(first.split()[1])
    if status == 101:
        digest = hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
        assert answer["sec-websocket-accept"] == base64.b64encode(digest).decode()
        assert answer["upgrade"] == "websocket" and "upgrade" in answer["connection"].lower()
        assert "sec-websocket-extensions" not in answer and "sec-websocket-protocol" not in answer
    while status != 101 and len(rest) < int(answer["content-length"]):
        rest += link.recv(4096)
    return link, status, rest


class WebSocketClient(CtiClient):
    def __init__(self, address, answers=True, tls=None, **headers):
        """`address` is that of HTTP, `tls` an SSLContext for wss. One that does not answer leaves a Ping and a Close as they are."""
        self.control = []  # opcode and payload of each control frame that came
        self.close_code = None
        self._answers = answers
        self._headers = headers
        self._frames = bytearray()
        super().__init__(address, tls)

    def _connect(self, address, tls, source):
        link, status, rest = ask_for_websocket(address, tls=tls, **self._headers)
        assert status == 101, f"{status}: {rest}"
        self._frames += rest
        return link

    def send_bytes(self, data):
        """Each line as a message."""
        super().send_bytes(b"".join(text(line) for line in data.split(b"\n") if line))

    def send_frames(self, *frames):
        super().send_bytes(b"".join(frames))

    def send_what_goes(self, *frames):
        """To a server that may close before it has read everything."""
        try:
            self.send_frames(*frames)
        except OSError:
            pass

    def wait_code(self, within=5.0):
        """The code with which the server has closed."""
        self.wait_closed(within)
        return self.close_code

    def _receive(self):
        """The next messages, each as a line; b"" at the end."""
        lines = b""
        while not lines:
            while (found := cut(self._frames)) is not None:
                opcode, payload, self._frames = found
                if opcode == TEXT:
                    assert not payload.endswith(b"\n")
                    lines += payload + b"\n"
                else:
                    self._take_control(opcode, payload)
            if lines:
                break
            data = super()._receive()
            if not data:
                return b""
            self._frames += data
        return lines

    def _take_control(self, opcode, payload):
        with self._news:
            self.control.append((opcode, payload))
            if opcode == CLOSE:
                self.close_code = int.from_bytes(payload[:2], "big")
            self._news.notify_all()
        if self._answers and opcode in (PING, CLOSE):
            self.send_what_goes(frame({PING: PONG}.get(opcode, CLOSE), payload))

    def wait_control(self, opcode, within=PATIENCE):
        """The payload of the first such frame from now on or before."""
        with self._news:
            came = lambda: [payload for kind, payload in self.control if kind == opcode]
            assert self._news.wait_for(came, within), f"no control frame {opcode} within {within} s, but {self.control}"
            return came()[0]

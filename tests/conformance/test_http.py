"""The HTTP port: pages, the API and monitoring, in clear and inside TLS, and what it does with those who don't keep to HTTP. The
requests are raw bytes, or curl's."""

import gzip
import json
import re
import signal
import socket
import ssl
import subprocess
import time

import brotli
import pytest
from conformance.test_monitoring import get
from conformance.tls import common_name, make_certificate, only
from support.cti_client import CtiClient, trusting
from support.server import Server
from support.waiting import PATIENCE, wait_until
from support.websocket import WebSocketClient


def own_address():
    """No packet goes out: UDP only looks for the way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        way.connect(("192.0.2.1", 9))
        return way.getsockname()[0]


def curl(url, *options):
    """The answer's head as curl shows it, and its body as bytes."""
    result = subprocess.run(["curl", "--silent", "--show-error", "--max-time", "10", "--include", "--insecure", *options, url],
                            capture_output=True, timeout=PATIENCE, check=True)
    head, _, body = result.stdout.partition(b"\r\n\r\n")
    return head.decode(), body


def raw(address, request, tls=None):
    """All that the server says to some bytes, to the end of the connection."""
    with socket.create_connection(address, timeout=10) as link:
        link = tls.wrap_socket(link) if tls else link
        link.sendall(request)
        said = b""
        while data := link.recv(65536):
            said += data
        return said


@pytest.fixture(scope="module")
def secured(tmp_path_factory):
    """A server with a certificate, that can be asked from elsewhere."""
    directory = tmp_path_factory.mktemp("certificate")
    with Server(cti=make_certificate(directory), http={"address": "0.0.0.0"}) as server:
        yield server


def urls(server, path):
    return [f"{scheme}://127.0.0.1:{server.http_address[1]}{path}" for scheme in ("http", "https")]


# -- pages


def test_the_page_comes_over_both(secured):
    for url in urls(secured, "/"):
        head, body = curl(url, "--http1.1")
        assert head.startswith("HTTP/1.1 200 OK") and b"<title>Crosspoint</title>" in body
        for header in ("Content-Security-Policy: default-src 'self'; connect-src 'self';", "X-Content-Type-Options: nosniff",
                       "Cross-Origin-Opener-Policy: same-origin", "Permissions-Policy: microphone=(self)", "Cache-Control: no-cache"):
            assert header in head


def test_what_pages_need_is_compressed_and_kept(secured):
    page = curl(urls(secured, "/")[0])[1].decode()
    style = re.search(r'href="(/assets/[^"]+)"', page)[1]
    plain_head, plain = curl(urls(secured, style)[1])
    assert "immutable" in plain_head and "Content-Encoding" not in plain_head
    for coding, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        head, packed = curl(urls(secured, style)[1], "--header", f"Accept-Encoding: {coding}")
        assert f"Content-Encoding: {coding}" in head and len(packed) < len(plain) and unpack(packed) == plain
        tag = re.search(r"ETag: (\S+)", head)[1]
        again, nothing = curl(urls(secured, style)[1], "--header", f"Accept-Encoding: {coding}", "--header", f"If-None-Match: {tag}")
        assert again.startswith("HTTP/1.1 304") and nothing == b""


def test_who_asks_in_clear_from_elsewhere_is_sent_to_https(secured):
    address = f"{own_address()}:{secured.http_address[1]}"
    for path in ("/", "/metrics", "/ws", "/api/v1/status?a=b", "/nothing"):
        head, _ = curl(f"http://{address}{path}")
        assert head.startswith("HTTP/1.1 308") and f"Location: https://{address}{path}\r\n" in head + "\r\n"
    assert curl(f"https://{address}/")[0].startswith("HTTP/1.1 200")
    assert curl(f"http://{address}/", "--location", "--max-redirs", "1")[1].startswith(b"HTTP/1.1 200")


def test_nobody_is_sent_to_https_where_there_is_none():
    with Server(http={"address": "0.0.0.0"}) as server:
        assert curl(f"http://{own_address()}:{server.http_address[1]}/")[0].startswith("HTTP/1.1 200")


def test_only_a_demo_offers_its_people(secured):
    assert json.loads(curl(urls(secured, "/demo")[0])[1]) == []
    with Server(options=["--demo"]) as server:
        people = json.loads(curl(urls(server, "/demo")[0])[1])
        assert [one["login"] for one in people] == ["alice", "carol"]
        for one in people:
            CtiClient(server.address).login(one["login"], one["password"])


# -- who may ask for what


def test_figures_and_the_api_are_for_this_machine_and_for_listed_networks(secured, tmp_path):
    here = own_address()
    for path in ("/metrics", "/api/v1/status"):
        assert curl(urls(secured, path)[0])[0].startswith("HTTP/1.1 200")
        assert curl(urls(secured, path)[0], "--header", "X-Forwarded-For: 192.0.2.7")[0].startswith("HTTP/1.1 401")
        refused, why = curl(f"https://{here}:{secured.http_address[1]}{path}")
        assert refused.startswith("HTTP/1.1 401") and "WWW-Authenticate: Bearer" in refused and b"http.monitors" in why
    for path in ("/health", "/ready", "/"):
        assert curl(f"https://{here}:{secured.http_address[1]}{path}")[0].startswith("HTTP/1.1 200")
    with Server(http={"address": "0.0.0.0", "monitors": [f"{here}/32"]}) as server:
        assert curl(f"http://{here}:{server.http_address[1]}/metrics")[0].startswith("HTTP/1.1 200")


def test_a_token_lets_in_from_anywhere_and_only_where_it_is_good_for(secured):
    def status(path, token):
        head, _ = curl(f"https://{own_address()}:{secured.http_address[1]}{path}", "--header", f"Authorization: Bearer {token}")
        return int(head.split()[1])

    tokens = {scope: secured.run("token", "add", scope, "--scope", scope).stdout.strip() for scope in ("metrics", "api")}
    paths = {"metrics": "/metrics", "api": "/api/v1/status"}
    for scope, token in tokens.items():
        wait_until(lambda: status(paths[scope], token) == 200, what="a token that the server knows")
    assert status("/api/v1/status", tokens["metrics"]) == status("/metrics", tokens["api"]) == 401
    assert status("/metrics", tokens["metrics"][:-1]) == 401
    secured.run("token", "revoke", "metrics")
    wait_until(lambda: status("/metrics", tokens["metrics"]) == 401, what="a token that is good no more")


# -- the API


def test_the_api_tells_how_the_server_is(server):
    status, headers, body = get(server, "/api/v1/status")
    assert status == 200 and headers["Content-Type"] == "application/json"
    told = json.loads(body)
    assert told["exchange"] == "live" and re.fullmatch(r"\d+\.\d+\.\d+", told["version"]) and told["clients"] >= 0


def test_the_api_says_what_it_does_not_have(server):
    status, headers, body = get(server, "/api/v1/nothing")
    assert status == 404 and headers["Content-Type"] == "application/problem+json"
    assert json.loads(body) == {"title": "Not Found", "status": 404, "detail": "There is no such resource."}
    status, headers, body = get(server, "/api/v1/status", method="DELETE")
    assert status == 405 and headers["Allow"] == "GET, HEAD"


def test_nothing_else_is_there(server):
    for path in ("/nothing", "/metrics/", "/index.html", "/assets/", "/api"):
        assert get(server, path)[0] == 404
    assert get(server, "/health", "POST")[0] == 405
    status, headers, body = get(server, "/health", "HEAD")
    assert (status, body) == (200, "") and int(headers["Content-Length"]) > 0


# -- hostile requests

HOST = b"Host: x\r\n"
HOSTILE = {
    "nothing": (b"\r\n\r\n", 400),
    "another protocol": (b"SSH-2.0-OpenSSH\r\n\r\n", 400),
    "a null byte": (b"GET /\x00 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "HTTP/0.9": (b"GET /\r\n\r\n", 400),
    "HTTP/3": (b"GET / HTTP/3.0\r\n" + HOST + b"\r\n", 400),
    "the preface of HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "no host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "two hosts": (b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n", 400),
    "a host that is an answer": (b"GET / HTTP/1.1\r\nHost: x\x0bSet-Cookie: a=b\r\n\r\n", 400),
    "a whole URL": (b"GET http://evil.example/ HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "CONNECT": (b"CONNECT evil.example:80 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "a folded header": (b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n b\r\n\r\n", 200),
    "a header with a space before its colon": (b"GET / HTTP/1.1\r\n" + HOST + b"X : a\r\n\r\n", 400),
    "both lengths": (b"POST /api/a HTTP/1.1\r\n" + HOST + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "two lengths": (b"POST /api/a HTTP/1.1\r\n" + HOST + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400),
    "a length that is none": (b"POST /api/a HTTP/1.1\r\n" + HOST + b"Content-Length: +3\r\n\r\nabc", 400),
    "a length past all": (b"POST /api/a HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999999999999999\r\n\r\n", 400),
    "too long a body": (b"POST /api/a HTTP/1.1\r\n" + HOST + b"Content-Length: 9999999999\r\n\r\n", 413),
    "too long a body in pieces": (b"POST /api/a HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFF\r\n", 413),
    "a piece past all": (b"POST /api/a HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n" + b"F" * 40 + b"\r\n", 400),
    "too long a target": (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 431),
    "too long a header": (b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 9000 + b"\r\n\r\n", 431),
    "too many headers": (b"GET / HTTP/1.1\r\n" + HOST + b"X: y\r\n" * 2000 + b"\r\n", 431),
    "a way out": (b"GET /../../etc/passwd HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    "a way out in disguise": (b"GET /assets/%2e%2e%2f%2e%2e%2fetc/passwd HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    "what is not UTF-8": (b"GET /api/%C3%28 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "a method of its own": (b"BREW /health HTTP/1.1\r\n" + HOST + b"\r\n", 405),
}


@pytest.mark.parametrize("tls", [False, True], ids=["plain", "tls"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_requests_are_refused_and_nothing_is_harmed(secured, name, tls):
    request, status = HOSTILE[name]
    if b" HTTP/1.1\r\n" in request and status in (200, 404, 405):  # after which it would go on
        request = request.replace(HOST, HOST + b"Connection: close\r\n")
    said = raw(("127.0.0.1", secured.http_address[1]), request, trusting() if tls else None)
    assert said.split(b"\r\n")[0].startswith(b"HTTP/1.1 %d " % status)
    assert b"evil" not in said and b"Set-Cookie" not in said
    assert curl(urls(secured, "/health")[0])[0].startswith("HTTP/1.1 200")


def test_a_request_that_never_ends_ends():
    """Slowloris: a byte now and then does not keep a connection for ever."""
    with Server() as server, socket.create_connection(server.http_address, timeout=30) as link:
        begun = time.monotonic()
        link.sendall(b"GET / HTTP/1.1\r\n")
        link.settimeout(0.5)
        while time.monotonic() - begun < 30:
            try:
                link.sendall(b"X: y\r\n")
                if not link.recv(1):
                    break
            except TimeoutError:
                continue
            except OSError:
                break
        assert time.monotonic() - begun < 25


def test_a_thousand_half_open_handshakes_keep_nobody_out(secured):
    """More connections than one address may have, all in the middle of a handshake."""
    hello = bytes.fromhex("160301")  # the begin of a record
    half_open = []
    try:
        for _ in range(1500):
            link = socket.create_connection(("127.0.0.1", secured.http_address[1]), timeout=10)
            link.sendall(hello)
            half_open.append(link)
        for url in urls(secured, "/health"):
            assert curl(url)[0].startswith("HTTP/1.1 200")
        client = WebSocketClient(("127.0.0.1", secured.http_address[1]), tls=trusting())
        client.login("alice")
        client.close()
    finally:
        for link in half_open:
            link.close()


# -- TLS


def test_a_websocket_inside_tls_is_a_client_like_any_other(secured):
    client = WebSocketClient(("127.0.0.1", secured.http_address[1]), tls=trusting())
    client.login("alice")
    many = [client.ask({"class": "keepalive"}) for _ in range(100)]
    assert len(many) == 100
    client.ask({"class": "keepalive", "padding": "x" * 100_000}, described=False)  # many records
    client.close()


def test_a_certificate_that_is_read_again_is_that_of_https_too(tmp_path):
    with Server(cti=make_certificate(tmp_path, common_name="first")) as server:
        def shown():
            link = trusting().wrap_socket(socket.create_connection(server.http_address, timeout=10))
            try:
                return common_name(type("Client", (), {"socket": link}))
            finally:
                link.close()

        assert shown() == "first"
        make_certificate(tmp_path, common_name="second")
        server.signal(signal.SIGHUP)
        wait_until(lambda: shown() == "second", what="the new certificate")


def test_old_tls_is_not_spoken_to_browsers(secured):
    with pytest.raises(OSError):
        raw(("127.0.0.1", secured.http_address[1]), b"GET / HTTP/1.1\r\n" + HOST + b"\r\n", only(ssl.TLSVersion.TLSv1_1))
    wait_until(lambda: "HTTP: a TLS handshake failed" in secured.log(), what="a line in the log")

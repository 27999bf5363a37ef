"""A web service for tests that knows contacts and answers with JSON."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class WebService:
    """GET /search?q=PATTERN and GET /contacts?ids=1,2 answer {"items": [...]} to who brings the right key.

    `contacts` are dictionaries with an id and a name. `asked` holds every path that was asked for."""

    KEY = "Bearer of-the-key"

    def __init__(self, contacts):
        self.contacts, self.asked = contacts, []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                service.asked.append(self.path)
                known = self.headers.get("Authorization") == service.KEY
                body = json.dumps({"items": service.found(self.path)} if known else {}).encode()
                self.send_response(200 if known else 403)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = "http://127.0.0.1:%d" % self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def found(self, path):
        query = {key: values[0] for key, values in parse_qs(urlsplit(path).query).items()}
        if "ids" in query:
            return [c for c in self.contacts if str(c["id"]) in query["ids"].split(",")]
        return [c for c in self.contacts if query["q"].lower() in c["name"].lower()]

    def source(self, **keys):
        """The configuration of a source of contacts that asks this service."""
        return {"type": "http", "url": self.url + "/search?q={pattern}", "id_url": self.url + "/contacts?ids={ids}", "results": "items",
                "headers": {"Authorization": self.KEY}, "id": "id", "fields": {"lastname": "name", "number": "phone"}, **keys}

    def close(self):
        self.server.shutdown()
        self.server.server_close()

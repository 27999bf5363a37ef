"""LDAP servers for tests: a real OpenLDAP of its own for each, one that is slow, and a place where nobody listens.

    with LdapServer(entries(10_000)) as server:
        server.uri  # "ldap://127.0.0.1:40123"
"""

import shutil
import socket
import subprocess
import tempfile
import threading
from pathlib import Path

from support.waiting import wait_until

BASE = "dc=example,dc=org"
SLAPD, SLAPADD = (shutil.which(name, path="/usr/sbin:/usr/lib/openldap") for name in ("slapd", "slapadd"))

CONFIGURATION = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {directory}/slapd.pid
{tls}
database mdb
maxsize 268435456
suffix {base}
directory {directory}/db
rootdn cn=admin,{base}
rootpw secret
index objectClass,uid eq
index cn,telephoneNumber eq,sub
access to * by anonymous auth by users read
"""


def entries(count):
    """Invented people, each with a uid, a name and a number of her own: "Person 00042 Example", +49 30 5500042."""
    return [{"uid": f"p{i:05}", "cn": f"Person {i:05} Example", "givenName": f"Person {i:05}", "sn": "Example",
             "telephoneNumber": f"+49 30 55{i:05}", "mail": f"p{i:05}@example.org"} for i in range(count)]


def ldif(people):
    lines = [f"dn: {BASE}", "objectClass: dcObject", "objectClass: organization", "o: Example", "dc: example", ""]
    for person in people:
        lines += [f"dn: uid={person['uid']},{BASE}", "objectClass: inetOrgPerson", *(f"{k}: {v}" for k, v in person.items()), ""]
    return "\n".join(lines)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class LdapServer:
    """A slapd on the loopback interface. Only who binds as ADMIN may read. `certificate`: the keys `certificate` and `key` for TLS."""

    ADMIN, PASSWORD = f"cn=admin,{BASE}", "secret"

    def __init__(self, people, certificate=None):
        self.people, self.certificate = people, certificate
        self.process = None

    def start(self):
        """A second start goes on with the same data on the same port."""
        if not self.process:
            self.directory = Path(tempfile.mkdtemp(prefix="crosspoint-ldap-"))
            (self.directory / "db").mkdir()
            tls = ""
            if self.certificate:
                tls = f"TLSCertificateFile {self.certificate['certificate']}\nTLSCertificateKeyFile {self.certificate['key']}"
            self.configuration = self.directory / "slapd.conf"
            self.configuration.write_text(CONFIGURATION.format(directory=self.directory, base=BASE, tls=tls))
            loaded = subprocess.run([SLAPADD, "-q", "-f", self.configuration], input=ldif(self.people), capture_output=True, text=True)
            assert loaded.returncode == 0, loaded.stderr
            self.port, self.tls_port = free_port(), free_port()
        self.uri, self.tls_uri = f"ldap://127.0.0.1:{self.port}", f"ldaps://127.0.0.1:{self.tls_port}"
        faces = f"{self.uri} {self.tls_uri}" if self.certificate else self.uri
        with open(self.directory / "slapd.log", "ab") as log:
            self.process = subprocess.Popen([SLAPD, "-h", faces, "-f", self.configuration, "-d", "0"], stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log)
        wait_until(self.listens, 10, what=lambda: f"slapd:\n{(self.directory / 'slapd.log').read_text()}")
        return self

    def listens(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            return True
        except OSError:
            return False

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)

    def __enter__(self):
        try:
            return self.start()
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_):
        if self.process:
            self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)

    def source(self, **keys):
        """The configuration of a source of contacts that asks this server."""
        return {"type": "ldap", "uri": self.uri, "bind_dn": self.ADMIN, "password": self.PASSWORD, "base": BASE,
                "filter": "(|(cn=*{pattern}*)(telephoneNumber=*{pattern}*))", "id": "uid",
                "fields": {"firstname": "givenName", "lastname": "sn", "number": "telephoneNumber", "email": "mail"}, **keys}


class SlowServer:
    """An LDAP server that answers only after `delay` seconds; with `starttls` it agrees to StartTLS at once and says nothing after."""

    BIND = bytes.fromhex("300c02010161070a010004000400")      # the first request was a bind: come in
    STARTTLS = bytes.fromhex("300c02010178070a010004000400")  # the first request was StartTLS: go on

    def __init__(self, delay, starttls=False):
        self.delay, self.starttls = delay, starttls
        self.asked = threading.Event()  # somebody has sent something
        self.closing = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.uri = "ldap://127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.keep, args=(connection,), daemon=True).start()

    def keep(self, connection):
        with connection:
            try:
                if connection.recv(4096):
                    self.asked.set()
                    if self.starttls:
                        connection.sendall(self.STARTTLS)
                    self.closing.wait(self.delay)
                    connection.sendall(self.BIND)
            except OSError:
                pass

    def close(self):
        self.closing.set()
        self.listener.close()

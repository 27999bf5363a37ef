"""Certificates made for one run, and the TLS contexts of old and new clients."""

import ssl
import subprocess
import warnings

from support.cti_client import trusting


def make_certificate(directory, name="server", common_name="localhost", extension=None):
    """The configuration keys `certificate` and `key` of a fresh self-signed certificate."""
    certificate, key = directory / f"{name}.pem", directory / f"{name}.key"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={common_name}"]
    request += ["-addext", extension] if extension else []
    subprocess.run([*request, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return {"certificate": str(certificate), "key": str(key)}


def only(version):
    """A client that speaks one version of TLS and no other."""
    context = trusting()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
    return context


def common_name(client):
    """Whose certificate the server showed."""
    pem = ssl.DER_cert_to_PEM_cert(client.socket.getpeercert(binary_form=True))
    shown = subprocess.run(["openssl", "x509", "-noout", "-subject"], input=pem, capture_output=True, text=True, check=True).stdout
    return shown.strip().rsplit("=", 1)[1].strip()

"""A certificate for 127.0.0.1 that nobody but the test trusts, made by the machine's openssl."""

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest


def server_and_client(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A context for the relay, and one for the postman that trusts it."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.fail("these tests need the openssl command")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        [
            *(openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-days", "3650", "-subj", "/CN=relay.test", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    return server, ssl.create_default_context(cafile=str(certificate))

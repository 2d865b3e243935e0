"""Over https the certificate is checked, also the name in it; an authority of one's own can be named."""

import datetime
import ipaddress
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Final

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

import kotae
from kotae.errors import FederationError
from kotae.federation.wire import Asked
from kotae.pipeline.federated.replying import reply_to
from tests.federation.conftest import FULL, Served, plain_settings

pytestmark = pytest.mark.loopback

NAMES: Final = {"right": "127.0.0.1", "other": "127.0.0.2"}


@pytest.fixture(scope="module", params=NAMES)
def secured(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, served: Served
) -> Iterator[tuple[str, str, Path]]:
    """A kotae's answer behind TLS: whose name the certificate has, the address, and the certificate."""
    folder = tmp_path_factory.mktemp("tls")
    _certificate(folder, NAMES[request.param])
    with kotae.open(served.indexes["minutes"], settings=plain_settings()) as knowledge:
        content = reply_to(knowledge, Asked(question="会議", top_k=5)).model_dump_json().encode()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield request.param, f"https://127.0.0.1:{server.server_port}", folder / "certificate.pem"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("trusted", [True, False])
def test_only_a_trusted_certificate_of_that_name_is_told_the_question(
    secured: tuple[str, str, Path], trusted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, address, authority = secured
    monkeypatch.setenv("KOTAE_LIBRARY_TOKENS", f"{address} {FULL}")
    settings = plain_settings(ca_file=str(authority) if trusted else "")
    with kotae.open(address, settings=settings) as knowledge:
        if trusted and name == "right":
            assert "6月12日" in " ".join(hit.passage.text for hit in knowledge.retrieve("会議", 5))
            return
        with pytest.raises(FederationError) as caught:
            knowledge.retrieve("会議", 5)
    assert "its certificate isn't trusted" in caught.value.en
    assert "証明書を信頼できません" in caught.value.ja


def test_a_file_without_certificates_is_told(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing")
    with pytest.raises(FederationError) as caught:
        kotae.open("https://127.0.0.1", settings=plain_settings(ca_file=str(tmp_path / "ca.pem")))
    assert "federation.ca_file" in caught.value.en
    assert "証明書を読めません" in caught.value.ja


def _certificate(folder: Path, address: str) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "kotae test")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(made.public_bytes(Encoding.PEM))
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(private)

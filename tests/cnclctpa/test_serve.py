"""Starting the site: what it refuses, in one sentence in each language."""

import os
import socket
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from cnclctpa.management.commands.serve import Server, is_loopback
from tests.consistency.project import ROOT
from tests.factories.accounts import UserFactory


@pytest.fixture
def prepared(monkeypatch):
    """As if everything were up to date, and without a server at the end; gives what the server was asked."""
    asked = {}
    monkeypatch.setattr(
        "cnclctpa.management.commands.serve.call_command", lambda name, **given: asked.update(given)
    )
    monkeypatch.setattr("cnclctpa.management.commands.serve.connections.close_all", lambda: None)
    monkeypatch.setattr(Server, "run", lambda server: asked.update(bind=server.cfg.settings["bind"].get()))
    return asked


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_serve_listens_on_this_machine_only(prepared, free_port, db):
    call_command("serve", port=free_port, demonstration=True)
    assert prepared == {"demonstration": True, "bind": [f"127.0.0.1:{free_port}"]}


def test_serve_refuses_a_port_in_use():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        with pytest.raises(CommandError) as refusal:
            call_command("serve", port=busy.getsockname()[1])
    french, english = str(refusal.value).splitlines()
    assert "est déjà occupé" in french
    assert "is already in use" in english


def test_serve_refuses_an_address_of_another_machine(free_port):
    with pytest.raises(CommandError, match=r"This machine has no address 192\.0\.2\.1"):
        call_command("serve", host="192.0.2.1", port=free_port)


def test_serve_refuses_to_show_the_demonstration_to_the_network(prepared, free_port):
    with pytest.raises(CommandError, match="Demonstration accounts exist"):
        call_command("serve", host="0.0.0.0", port=free_port, demonstration=True)
    assert prepared == {}


def test_serve_refuses_the_network_while_demonstration_accounts_exist(prepared, free_port, db):
    UserFactory(email="someone@demonstration.example")
    with pytest.raises(CommandError, match="Demonstration accounts exist"):
        call_command("serve", host="0.0.0.0", port=free_port)
    assert "bind" not in prepared


def test_serve_listens_on_the_network_when_demonstration_accounts_are_closed(prepared, free_port, db):
    UserFactory(email="someone@demonstration.example", is_active=False)
    call_command("serve", host="0.0.0.0", port=free_port)
    assert prepared["bind"] == [f"0.0.0.0:{free_port}"]


def test_serve_listens_on_the_network_without_demonstration_accounts(prepared, free_port, db):
    UserFactory(email="someone@example.org")
    call_command("serve", host="0.0.0.0", port=free_port)
    assert prepared["bind"] == [f"0.0.0.0:{free_port}"]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.0.0.2", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
    ],
)
def test_loopback_is_known_under_all_its_names(host, expected):
    assert is_loopback(host) is expected


def test_client_that_falls_silent_is_given_up(monkeypatch):
    monkeypatch.setattr("cnclctpa.management.commands.serve.SILENCE", 1)
    announced = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(host="127.0.0.1", port=1, workers=1, announce=lambda: announced.append(True))
        server.cfg.when_ready(SimpleNamespace(LISTENERS=[SimpleNamespace(sock=listener)]))
        with socket.create_connection(listener.getsockname()) as client:
            client.send(b"a")
            accepted, _address = listener.accept()
            with accepted:
                accepted.setblocking(True)
                assert accepted.recv(1) == b"a"
                with pytest.raises(BlockingIOError):
                    accepted.recv(1)
    assert announced == [True]


def test_prepare_says_that_the_database_does_not_answer(monkeypatch):
    def refuse():
        raise OperationalError

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    with pytest.raises(CommandError) as refusal:
        call_command("prepare")
    french, english = str(refusal.value).splitlines()
    assert french.startswith("La base de données ne répond pas")
    assert english.startswith("The database does not answer")


def test_unreachable_server_leaves_no_traceback(free_port, tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"postgres://nobody@127.0.0.1:{free_port}/nothing",
    }
    command = [sys.executable, "manage.py", "serve", "--port", str(free_port)]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "The database does not answer" in result.stderr

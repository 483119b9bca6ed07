"""The server of a laptop or of a machine behind a proxy: gunicorn, with the address said once it listens."""

import errno
import ipaddress
import socket
import struct

from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections
from django.utils.translation import gettext_noop
from gunicorn.app.base import BaseApplication

from cnclctpa.languages import in_both_languages

PORT_IN_USE = gettext_noop(
    "Port %(port)s is already in use: stop the program that holds it, or choose another port "
    "(make run PORT=8001)."
)
PORT_FORBIDDEN = gettext_noop("Port %(port)s is reserved for the system: choose one above 1023.")
NO_SUCH_ADDRESS = gettext_noop("This machine has no address %(host)s.")
DEMONSTRATION_STAYS_HOME = gettext_noop(
    "Demonstration accounts exist, whose passwords everybody knows: this site listens on 127.0.0.1 only. "
    "Remove them first (manage.py load_demo --remove)."
)
LISTENING = gettext_noop("The site is open at %(address)s – Ctrl-C stops it.")

SILENCE = 20  # seconds without a byte from a client, after which its thread turns to others


class Command(BaseCommand):
    help = "Bring the site up to date, then serve it."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, choices=range(1, 65536), metavar="PORT")
        parser.add_argument("--workers", type=int, default=2, help="processes of 32 threads each (2)")
        parser.add_argument("--demonstration", action="store_true", help="with the demonstration content")

    def handle(self, *args, host, port, workers, demonstration, **options):
        check_that_port_is_free(host, port)
        refuse_to_leave_home = CommandError(in_both_languages(DEMONSTRATION_STAYS_HOME))
        if demonstration and not is_loopback(host):
            raise refuse_to_leave_home
        call_command("prepare", demonstration=demonstration)
        if not is_loopback(host) and get_user_model().objects.demonstration().active().exists():
            raise refuse_to_leave_home
        connections.close_all()  # a connection must not be shared by the workers about to be born
        Server(host=host, port=port, workers=workers, announce=lambda: self.announce(host, port)).run()

    def announce(self, host, port):
        shown = f"[{host}]" if ":" in host else host
        self.stdout.write(in_both_languages(LISTENING, address=f"http://{shown}:{port}/"))
        self.stdout.flush()


class Server(BaseApplication):
    """gunicorn, told what to do by Python rather than by a configuration file."""

    def __init__(self, *, host, port, workers, announce):
        self.chosen = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            # Threads in numbers: a handful of slow telephones must not hold the site.
            "worker_class": "gthread",
            "threads": 32,
            "loglevel": "warning",
            "graceful_timeout": 10,
            "control_socket_disable": True,
            "when_ready": self.open_to_the_public,
        }
        self.announce = announce
        super().__init__()

    def open_to_the_public(self, arbiter):
        # gunicorn waits for ever for the rest of a request that has begun, and has no setting against it
        # with this kind of worker. The connections that a socket accepts inherit what it holds.
        for listener in arbiter.LISTENERS:
            listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", SILENCE, 0))
        self.announce()

    def load_config(self):
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def load(self):
        return get_internal_wsgi_application()


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def check_that_port_is_free(host: str, port: int) -> None:
    """Refuse early, in words, what gunicorn would try five times before giving up."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        message = {errno.EADDRINUSE: PORT_IN_USE, errno.EACCES: PORT_FORBIDDEN}.get(
            error.errno or 0, NO_SUCH_ADDRESS
        )
        raise CommandError(in_both_languages(message, host=host, port=port)) from error

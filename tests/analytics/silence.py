"""A wire to PostgreSQL that can fall silent: nothing comes through, and no connection ends."""

import socket
import threading
import time
from urllib.parse import urlsplit


class Wire:
    """Passes everything on to a PostgreSQL and back; `url` leads through it."""

    def __init__(self, url):
        parts = urlsplit(url)
        self._target = (parts.hostname, parts.port or 5432)
        self._listener = socket.create_server(("127.0.0.1", 0))
        port = self._listener.getsockname()[1]
        self.url = url.replace(f"{parts.hostname}:{parts.port}", f"127.0.0.1:{port}")
        self.is_silent = False
        self._spawn(self._accept)

    def _accept(self):
        while True:
            client, _address = self._listener.accept()
            self._spawn(self._connect, client)

    def _connect(self, client):
        self._wait()
        server = socket.create_connection(self._target)
        self._spawn(self._pass_on, client, server)
        self._pass_on(server, client)

    def _pass_on(self, source, target):
        try:
            while data := source.recv(65536):
                self._wait()
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def _wait(self):
        while self.is_silent:
            time.sleep(0.01)

    def _spawn(self, work, *values):
        threading.Thread(target=work, args=values, daemon=True).start()

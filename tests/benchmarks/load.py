"""A load of HTTP requests from one process, light enough to leave the server its processor."""

import os
import selectors
import socket
import time
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Result:
    """What a load measured: requests a second, and the server's CPU per request in µs."""

    rate: float
    cpu: float
    statuses: dict


def cpu_seconds(group):
    """Return the CPU seconds that the processes of the process group `group` have used."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            total += int(fields[11]) + int(fields[12])
    return total / TICKS


def request(method, path, body=b"", headers=()):
    """Return the bytes of a request over a kept connection."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *headers]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class _Connection:
    """One kept connection: sends a request, reads its answer, sends the next."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""

    def send(self, data):
        self.received = b""
        self.socket.sendall(data)

    def read(self):
        """Return the status once the whole answer has come, else None."""
        chunk = self.socket.recv(65536)
        if not chunk:
            raise ConnectionError("The server closed the connection")
        self.received += chunk
        head, separator, body = self.received.partition(b"\r\n\r\n")
        if not separator or len(body) < _content_length(head):
            return None
        return int(head[9:12])


def _content_length(head):
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return 0


def run(port, group, requests, connections=16):
    """Send the iterable `requests` (bytes) to 127.0.0.1:`port`; return a `Result`.

    `group` is the process group of the server, whose CPU time is read before and after.
    """
    requests = iter(requests)
    statuses = {}
    with selectors.DefaultSelector() as selector:
        started, cpu = time.perf_counter(), cpu_seconds(group)
        for _number in range(connections):
            connection = _Connection(port)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send(next(requests))
        while selector.get_map():
            for key, _events in selector.select():
                _go_on(selector, key.data, requests, statuses)
        seconds = time.perf_counter() - started
        cpu = cpu_seconds(group) - cpu
    done = sum(statuses.values())
    return Result(done / seconds, cpu / done * 1e6, statuses)


def _go_on(selector, connection, requests, statuses):
    status = connection.read()
    if status is None:
        return
    statuses[status] = statuses.get(status, 0) + 1
    data = next(requests, None)
    if data is None:
        selector.unregister(connection.socket)
        connection.socket.close()
    else:
        connection.send(data)

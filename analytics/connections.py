"""The counter's connection to the database: kept outside Django's requests, never waited for."""

import os
import socket
import threading

from django.db import Error, connection

from . import group_commit, statements
from .logs import log_once_a_minute


class _Own:
    """The connection of the thread that counts."""

    connection = None


def on_a_live_connection(work):
    """Return ``work()``, tried once more when the kept connection proves to be dead.

    Out here Django's request signals do not fire, and asking before every view would cost
    more than the view. A view that was committed before its connection died is counted once:
    the second time its reader is known.
    """
    kept = connection.connection
    try:
        return work()
    except Error:
        # Django may have opened another one already, when it ended the transaction.
        is_alive = connection.connection is kept and connection.is_usable()
        if kept is None or is_alive:
            raise
        connection.close()
        return work()


def close_dead_connection():
    if connection.connection is not None and not connection.is_usable():
        connection.close()


def limit_waits(connection, **signal):
    """Let no statement of the counter's own thread wait for long, nor be less than durable."""
    if threading.current_thread().name != group_commit.THREAD:
        return
    _Own.connection = connection
    limits = statements.LIMITS[connection.vendor]
    with connection.cursor() as cursor:
        for statement in limits:
            cursor.execute(statement)


def cut():
    """End a wait for a database that is silent: the thread that waits gets an error.

    The database's own limits need a database that answers; this closes the connection from here.
    """
    kept = _Own.connection
    if kept is None or kept.vendor != "postgresql" or kept.connection is None:
        return
    log_once_a_minute("The database has been silent for seconds: its connection is given up")
    try:
        with socket.socket(fileno=os.dup(kept.connection.fileno())) as wire:
            wire.shutdown(socket.SHUT_RDWR)
    except (OSError, kept.Database.Error):
        # It ended by itself meanwhile.
        pass

"""Runs a program with a listening socket, as systemd does: listen_fds.py ADDRESS:PORT|PATH PROGRAM ARGUMENT..."""

import os
import socket
import sys

address = sys.argv[1]
if address.startswith("/"):
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
else:
    host, port = address.rsplit(":", 1)
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, int(port)))
listener.listen(100)
# Descriptors begin at 3, and the rest of what is open does not pass on.
if listener.fileno() != 3:
    os.dup2(listener.fileno(), 3)
os.set_inheritable(3, True)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.argv[2], sys.argv[2:])

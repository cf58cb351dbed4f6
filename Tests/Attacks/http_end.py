"""Ends the process that serves a port while connections are held in every state: http_end.py PORT PID tls|plain"""

import os
import signal
import sys
import threading
import time

from http_client import Report, connect, speak_tls

port, pid = map(int, sys.argv[1:3])
if sys.argv[3] == "tls":
    speak_tls()
report = Report()
stop = threading.Event()

REQUEST = b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"
held = [connect(port, is_plain=True) for _ in range(50)]
for index, connection in enumerate(held):
    connection.sendall([b"", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET / HT"][index % 3])
# Used once; asked and not read; asked in part; with a body that never ends.
for data in (
    b"GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n", REQUEST * 100, REQUEST[:20],
    b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n",
):
    for _ in range(10):
        connection = connect(port, receive=4096)
        connection.sendall(data)
        held.append(connection)


def ask_on(connection):
    """Asks again and again, and reads one byte at a time."""
    connection.settimeout(0.1)
    while not stop.wait(0.05):
        for act in (lambda: connection.send(REQUEST), lambda: connection.recv(1)):
            try:
                act()
            except OSError:
                pass


askers = [threading.Thread(target=ask_on, args=(connect(port, receive=4096),)) for _ in range(5)]
for asker in askers:
    asker.start()
time.sleep(0.5)


def has_ended():
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


os.kill(pid, signal.SIGTERM)
start = time.monotonic()
while not has_ended() and time.monotonic() < start + 30:
    time.sleep(0.02)
took = time.monotonic() - start
stop.set()
for asker in askers:
    asker.join()
# Two seconds are for what is being answered; the rest is for slow machines.
report.expect(took < 10, f"it ended after {took:.1f} s")
print(f"it ended after {took:.1f} s")
report.end()

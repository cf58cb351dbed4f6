"""Attacks the server at a port of this machine while it is scraped: http_hostile.py PORT PID TUNNELS MIB SECONDS tls|plain

Every scrape must be answered completely, and the process keep within its memory and descriptors."""

import multiprocessing
import random
import socket
import sys
import threading
import time

from http_client import Report, check_exposition, connect, get, speak_tls, status

port, pid, tunnels, mebibytes, seconds = map(int, sys.argv[1:6])
if sys.argv[6] == "tls":
    speak_tls()
report = Report()
stop = multiprocessing.Event()
chance = random.Random(5)
# Scrapes so far.
count = 0

REQUEST = b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"
# The beginning of a ClientHello: a record of 512 bytes, of which the rest never comes.
HELLO = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"


def scrape():
    """A scraper that wants each of its scrapes, and keeps no connection."""
    global count
    while not stop.is_set():
        answer = report.run(f"scrape {count}", lambda: get(port, timeout=60))
        if answer:
            report.expect(answer.status == 200, f"scrape {count}: {answer.status}")
            report.run(f"scrape {count}", check_exposition, answer.text, tunnels)
        count += 1
        stop.wait(0.2)


def source():
    return f"127.{chance.randrange(1, 5)}.0.{chance.randrange(1, 6)}"


def slow(number):
    """Connections that are open for nothing."""
    held = []
    for index in range(number):
        # The system drops what comes faster than it is accepted, whoever it is from, and that is not the matter here.
        if stop.wait(0.004):
            break
        try:
            connection = connect(port, source(), timeout=10, is_plain=index % 4 != 0)
            data = [b"", REQUEST[: chance.randrange(1, 30)], HELLO, HELLO[:3], b"GET / HTTP/1.1\r\nX: "][index % 5]
            if data:
                connection.send(data)
            held.append(connection)
        except OSError:
            # It gave way.
            pass
    stop.wait()
    for connection in held:
        connection.close()


def unread(number, path):
    """Connections that ask and ask, and take no answer."""
    held = []
    for _ in range(number):
        try:
            connection = connect(port, "127.9.9.9", timeout=10, receive=4096)
            connection.setblocking(False)
            held.append(connection)
        except OSError:
            pass
    flood = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * 100
    while not stop.is_set():
        for connection in held:
            try:
                connection.send(flood)
            except OSError:
                pass
        stop.wait(0.1)
    for connection in held:
        connection.close()


def drip():
    """A client that reads one byte a second of a large answer."""
    try:
        connection = connect(port, "127.8.8.8", receive=4096)
        connection.sendall(REQUEST)
        while not stop.wait(1):
            connection.recv(1)
        connection.close()
    except OSError:
        pass


def flood():
    """Much at once: requests without end, garbage, headers without end, bodies without end."""
    pieces = [
        REQUEST * 200,
        b"GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n" * 500,
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * (1 << 20),
        b"GET /" + b"a" * (1 << 20),
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"a: b\r\n" * 10_000,
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n" + b"x" * (1 << 20),
        b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 5_000,
        bytes(random.Random(6).randbytes(1 << 18)),
        HELLO + bytes(1 << 16),
    ]
    while not stop.wait(0.1):
        try:
            with connect(port, source(), timeout=2, is_plain=chance.random() < 0.3) as connection:
                connection.sendall(chance.choice(pieces))
                if chance.random() < 0.3:
                    # Gone without a goodbye.
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                else:
                    while connection.recv(1 << 16):
                        pass
        except OSError:
            pass


def churn():
    """Connections that end as soon as they begin."""
    while not stop.wait(0.005):
        try:
            connection = connect(port, source(), timeout=2, is_plain=True)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.close()
        except OSError:
            pass


# Fewer than there are places for scrapes: whoever takes all of these leaves none, by the limit's own meaning.
UNREAD = [("/page/style.css", 300), ("/nothing", 300), ("/metrics", 20)]


def attack():
    threads = [threading.Thread(target=slow, args=(500,)) for _ in range(4)]
    threads += [threading.Thread(target=unread, args=(number, path)) for path, number in UNREAD]
    threads += [threading.Thread(target=target) for target in (drip, flood, flood, churn)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


before = status(pid)
largest = 0
# A process of its own, so that it does not take the scraper's time.
attackers = multiprocessing.Process(target=attack)
attackers.start()
scraper = threading.Thread(target=scrape)
scraper.start()
start = time.monotonic()
# As long as it takes to see some scrapes through: how long that is, is the machine's matter.
while time.monotonic() < start + seconds or count < 2 and time.monotonic() < start + 60:
    resident, _, descriptors = status(pid)
    largest = max(largest, descriptors)
    time.sleep(0.1)
stop.set()
scraper.join()
attackers.join()

resident, peak, _ = status(pid)
print(f"{count} scrapes; memory {before[0]:.0f} MiB before, {peak:.0f} at most, {resident:.0f} after; descriptors {before[2]}, {largest} at most")
report.expect(count >= 2, f"{count} scrapes only")
report.expect(peak < mebibytes, f"{peak:.0f} MiB, which should be below {mebibytes}")
report.expect(largest < 1500, f"{largest} descriptors")

# Afterwards all is as before.
deadline = time.monotonic() + 20
while status(pid)[2] > before[2] + 5 and time.monotonic() < deadline:
    time.sleep(0.1)
report.expect(status(pid)[2] <= before[2] + 5, f"{status(pid)[2]} descriptors, {before[2]} before")
for _ in range(5):
    answer = report.run("afterwards", lambda: get(port))
    if answer:
        report.run("afterwards", check_exposition, answer.text, tunnels)
report.end()

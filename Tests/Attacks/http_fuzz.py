"""Sends mutations of requests to the server at a port of this machine: http_fuzz.py PORT ROUNDS SEED

Whatever it is, the answer is HTTP, or none, and comes in time."""

import concurrent.futures
import random
import sys

from http_client import NoHTTP, Report, connect, get, parse

port, rounds, seed = map(int, sys.argv[1:4])
report = Report()

SEEDS = [
    b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept: application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.1\r\n"
    b"Accept-Encoding: gzip\r\nUser-Agent: Prometheus/3.0.0\r\n\r\n",
    b"HEAD /-/ready HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
    b"GET /?a=b&c=%20 HTTP/1.1\r\nHost: [::1]:9817\r\nAuthorization: Basic YWxpY2U6c2VjcmV0\r\nConnection: close\r\n\r\n",
    b"POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    b"GET /page/style.css HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\nConnection: Upgrade, keep-alive\r\n\r\n",
]
PIECES = [
    b"\r\n", b"\r\n\r\n", b"\n", b"\r", b"\0", b" ", b"\t", b":", b",", b";", b"%", b"%00", b"%0d%0a", b"/..", b"//", b"?",
    b"#", b"*", b"\xff", b"\xc3\xa9", b"HTTP/1.1", b"HTTP/1.0", b"HTTP/0.9", b"CONNECT ", b"GET ", b"close", b"chunked",
    b"Content-Length: 5\r\n", b"Transfer-Encoding: chunked\r\n", b"Host: evil.example\r\n", b"99999999999999999999",
    b"-1", b"0", b"a" * 5000, b"q=", b"gzip", b"\x16\x03\x01", b"Connection: Upgrade\r\n", b"Accept: ", b"=?", b"[::1]",
]


def mutate(chance):
    data = bytearray(chance.choice(SEEDS))
    for _ in range(chance.choice([1, 1, 2, 3, 8])):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(6)
        if kind == 0 and data:
            data[at % len(data)] = chance.randrange(256)
        elif kind == 1:
            data[at:at] = chance.choice(PIECES)
        elif kind == 2:
            del data[at : at + chance.randrange(1, 10)]
        elif kind == 3:
            data += chance.choice(SEEDS)
        elif kind == 4:
            end = at + chance.randrange(1, 40)
            data[at:at] = data[at:end]
        else:
            data = data[:at]
    return bytes(data)


def send(number):
    chance = random.Random(seed * 1_000_003 + number)
    data = mutate(chance)
    with connect(port) as connection:
        received = b""
        try:
            if chance.random() < 0.2:
                cut = chance.randrange(len(data) + 1)
                connection.sendall(data[:cut])
                connection.sendall(data[cut:])
            else:
                connection.sendall(data)
            # No more will come, so that whoever waits for it does not wait long.
            connection.shutdown(1)
            while piece := connection.recv(1 << 16):
                received += piece
        except (BrokenPipeError, ConnectionResetError, OSError) as error:
            if isinstance(error, TimeoutError):
                raise NoHTTP(f"it hangs on {data!r}") from error
    # What was asked by HEAD is not known for certain after mutations: an answer to it has no body.
    errors = []
    for methods in ("GET", "HEAD"):
        try:
            parse(received, [methods] * 20)
            return
        except (NoHTTP, KeyError, ValueError) as error:
            errors.append(error)
    if b"HEAD" not in data:
        raise NoHTTP(f"{data!r} is answered by {received[:300]!r}: {errors}")


with concurrent.futures.ThreadPoolExecutor(16) as pool:
    list(pool.map(lambda number: report.run(f"round {number}", send, number), range(rounds)))
report.expect(get(port).status == 200, "it does not work any more")
report.end()

"""What the attacks share: raw connections, and a reader of answers that takes nothing but HTTP."""

import gzip
import os
import re
import socket
import ssl
import sys
import time

STATUS = re.compile(rb"HTTP/1\.[01] ([1-5][0-9][0-9]) [^\r\n]*\r\n")
FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n\0]*)\r\n")


class NoHTTP(Exception):
    """An answer that is not HTTP, or not whole."""


class Answer:
    """One answer: its status, its headers by name in lower case, and its body as it was meant."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        body = gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body
        return body.decode()


def parse(data, methods):
    """Takes apart what a server sent.

    methods: of the requests, in order; an answer to HEAD has no body. Returns the answers and what is left over, which
    is the beginning of an answer."""
    answers = []
    while data:
        end = data.find(b"\r\n\r\n")
        if end < 0:
            if b"HTTP/1.1 "[: len(data)] != data[:9]:
                raise NoHTTP(f"this is no status line: {data[:80]!r}")
            return answers, data
        head = data[: end + 2]
        match = STATUS.match(head)
        if not match:
            raise NoHTTP(f"this is no status line: {head[:80]!r}")
        headers, at = {}, match.end()
        while at < len(head):
            field = FIELD.match(head, at)
            if not field:
                raise NoHTTP(f"this is no header: {head[at:at + 80]!r}")
            name = field[1].decode().lower()
            if name in headers:
                raise NoHTTP(f"{name} is there twice")
            headers[name], at = field[2].decode(), field.end()
        method = methods[len(answers)] if len(answers) < len(methods) else "GET"
        body, rest = read_body(headers, data[end + 4 :], method)
        if body is None:
            return answers, data
        answers.append(Answer(int(match[1]), headers, body))
        data = rest
    return answers, b""


def read_body(headers, data, method):
    if method == "HEAD":
        return b"", data
    if headers.get("transfer-encoding") == "chunked":
        if "content-length" in headers:
            raise NoHTTP("chunks and a length")
        body = b""
        while True:
            line, found, rest = data.partition(b"\r\n")
            if not found:
                return None, data
            size = int(line, 16)
            if len(rest) < size + 2:
                return None, data
            if rest[size : size + 2] != b"\r\n":
                raise NoHTTP("a chunk without an end")
            body, data = body + rest[:size], rest[size + 2 :]
            if size == 0:
                return body, data
    length = int(headers["content-length"])
    return (data[:length], data[length:]) if len(data) >= length else (None, data)


# Set for a server that speaks TLS, whoever it is.
TLS = None


def speak_tls():
    global TLS
    TLS = ssl.create_default_context()
    TLS.check_hostname, TLS.verify_mode = False, ssl.CERT_NONE


def connect(port, source=None, timeout=20, receive=None, is_plain=False):
    """A connection from an address of this machine, over TLS where that was asked for."""
    connection = socket.socket()
    connection.settimeout(timeout)
    if receive:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
    if source:
        connection.bind((source, 0))
    connection.connect(("127.0.0.1", port))
    return connection if is_plain or not TLS else TLS.wrap_socket(connection)


def exchange(port, request, methods=("GET",), timeout=20, count=None, half=False):
    """Sends bytes and reads to the end of the connection, or to a number of answers.

    Returns the answers, and whether the server closed the connection."""
    with connect(port, timeout=timeout) as connection:
        data, is_closed = b"", False
        try:
            connection.sendall(request)
            if half:
                connection.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError):
            pass
        while True:
            try:
                piece = connection.recv(1 << 16)
            except ConnectionResetError:
                piece = b""
            if not piece:
                is_closed = True
                break
            data += piece
            if count and len(parse(data, methods)[0]) >= count:
                break
        answers, rest = parse(data, methods)
        if rest:
            raise NoHTTP(f"an answer is cut off: {rest[:80]!r}")
        return answers, is_closed


def get(port, path="/metrics", headers="", timeout=20):
    """One request on a connection of its own."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n"
    answers, _ = exchange(port, request.encode(), timeout=timeout)
    if len(answers) != 1:
        raise NoHTTP(f"{len(answers)} answers to one request")
    return answers[0]


def check_exposition(text, tunnels):
    """What a scrape must have: each tunnel, each line whole, and an end."""
    lines = text.splitlines()
    up = [line for line in lines if line.startswith("charon_tunnel_up{")]
    if len(up) != tunnels:
        raise NoHTTP(f"{len(up)} tunnels instead of {tunnels}")
    if not text.endswith("\n"):
        raise NoHTTP("the last line has no end")
    for line in lines:
        if not line.startswith("#") and not re.fullmatch(r"[a-z_]+(\{.*\})? [-+.0-9eEInfNa]+", line):
            raise NoHTTP(f"this is no sample: {line[:200]!r}")


def status(pid):
    """The resident memory of a process in MiB, its largest so far, and how many descriptors it has open."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        fields = dict(line.split(":", 1) for line in file)
    sizes = [int(fields[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM")]
    return sizes[0], sizes[1], len(os.listdir(f"/proc/{pid}/fd"))


class Report:
    """Collects what went wrong; the exit code says whether anything did."""

    def __init__(self):
        self.problems, self.start = [], time.monotonic()

    def expect(self, is_right, problem):
        if not is_right:
            self.problems.append(problem)

    def run(self, name, function, *arguments):
        try:
            return function(*arguments)
        except Exception as error:  # Whatever it is, the others are to be tried too.
            self.problems.append(f"{name}: {type(error).__name__}: {error}")
            return None

    def end(self):
        for problem in self.problems[:40]:
            print(problem)
        print(f"{len(self.problems)} problems in {time.monotonic() - self.start:.1f} s")
        sys.exit(1 if self.problems else 0)

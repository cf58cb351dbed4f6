"""Whether the server at a port of this machine keeps HTTP's rules: http_rules.py PORT TUNNELS"""

import concurrent.futures
import sys

from http_client import Report, check_exposition, connect, exchange, get, parse

port, tunnels = int(sys.argv[1]), int(sys.argv[2])
report = Report()

HOST = "Host: localhost\r\n"
LAST = HOST + "Connection: close\r\n"

# A request, and the statuses of the answers to it. The connection must end after the last one.
TABLE = [
    # What is right.
    (f"GET /-/healthy HTTP/1.1\r\n{LAST}\r\n", [200]),
    ("GET /-/healthy HTTP/1.0\r\n\r\n", [200]),
    ("GET /-/healthy HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", [200]),
    (f"HEAD /metrics HTTP/1.1\r\n{LAST}\r\n", [200]),
    (f"\r\n\r\nGET /-/healthy HTTP/1.1\r\n{LAST}\r\n", [200]),
    # Methods and paths.
    *[
        (f"{method} /metrics HTTP/1.1\r\n{LAST}\r\n", [405])
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND")
    ],
    (f"OPTIONS * HTTP/1.1\r\n{LAST}\r\n", [405]),
    *[
        (f"GET {path} HTTP/1.1\r\n{LAST}\r\n", [404])
        for path in (
            "/nothing", "/..%2f..", "/%2e%2e/etc/passwd", "/../../etc/passwd", "//metrics", "/metrics/",
            "/metrics/../api", "/metrics/../", "/api", "/api/v2", "/METRICS", "/%6detrics", "/metrics%00", "/metrics;a",
            "/-/", "/-/ready/", "/page/style.css/..", "/\\..\\",
        )
    ],
    *[
        (f"GET {path} HTTP/1.1\r\n{LAST}\r\n", [400])
        for path in ("/metrics?%", "/metrics?a=%zz", "/metrics?%ff", "/metrics?a=%c3")
    ],
    (f"GET /metrics?a=%0d%0aSet-Cookie:%20b HTTP/1.1\r\n{LAST}\r\n", [200]),
    (f"GET /nothing?a=%0d%0aSet-Cookie:%20b HTTP/1.1\r\n{LAST}\r\n", [404]),
    # Other forms of targets, and other protocols.
    (f"GET http://localhost/-/healthy HTTP/1.1\r\n{LAST}\r\n", [200, 400]),
    (f"CONNECT localhost:80 HTTP/1.1\r\n{HOST}\r\n", [405, 400]),
    (f"GET metrics HTTP/1.1\r\n{LAST}\r\n", [400, 404]),
    ("GET /metrics\r\n\r\n", [400]),
    (f"GET /metrics HTTP/2.0\r\n{LAST}\r\n", [400, 505]),
    (f"GET /metrics HTTP/1.7\r\n{LAST}\r\n", [400, 505, 200]),
    (f"GET /metrics HTTP/9\r\n{LAST}\r\n", [400]),
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400, 505]),
    (f"GET /-/healthy HTTP/1.1\r\n{HOST}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
     "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n", [200]),
    (f"GET /-/healthy HTTP/1.1\r\n{HOST}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n", [200]),
    ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", [400]),
    ("garbage\r\n\r\n", [400]),
    ("\0\0\0\0\r\n\r\n", [400]),
    # Bodies.
    (f"GET /metrics HTTP/1.1\r\n{HOST}Content-Length: 5\r\n\r\nhello", [413]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}Content-Length: 99999999999\r\n\r\n", [413]),
    (f"POST /metrics HTTP/1.1\r\n{HOST}Content-Length: 5\r\n\r\nhello", [405]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}Content-Length: 99999999999999999999999\r\n\r\n", [400]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}Content-Length: -1\r\n\r\n", [400]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}Content-Length: +0\r\n\r\n", [400]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}Content-Length: 0x5\r\n\r\nhello", [400]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}Content-Length: 0\r\n{LAST[len(HOST):]}\r\n", [200]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}Expect: 100-continue\r\nContent-Length: 5\r\n\r\n", [413]),
    # A second request in a body is no request: one answer at most.
    (f"GET /metrics HTTP/1.1\r\n{HOST}Content-Length: 40\r\n\r\nGET / HTTP/1.1\r\n{HOST}\r\n", [413]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n{HOST}\r\n", [413]),
    *[
        (f"GET /metrics HTTP/1.1\r\n{HOST}{lines}\r\n0\r\n\r\nGET / HTTP/1.1\r\n{HOST}\r\n", [413, 400])
        for lines in (
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 50\r\n",
            "Content-Length: 5\r\nContent-Length: 50\r\n",
            "Content-Length: 5, 50\r\n",
            "Content-Length: 5 5\r\n",
            "Content-Length : 5\r\n",
            "Content-Length\t: 5\r\n",
            " Content-Length: 5\r\n",
            "Content-Length:\r\n 5\r\n",
            "Transfer-Encoding : chunked\r\n",
            "Transfer-Encoding: xchunked\r\n",
            "Transfer-Encoding: chunked, identity\r\n",
            "Transfer-Encoding: identity, chunked\r\n",
            "Transfer-Encoding:\r\n chunked\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
            "Transfer-Encoding: \x0bchunked\r\n",
            "X: a\nTransfer-Encoding: chunked\r\n",
        )
    ],
    (f"GET /metrics HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\nzz\r\n", [413]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", [413]),
    # Headers that are none.
    (f"GET /metrics HTTP/1.1\r\n{HOST}a b: c\r\n\r\n", [400]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}a : c\r\n\r\n", [400]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}: c\r\n\r\n", [400]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}abc\r\n\r\n", [400]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}a: b\0c\r\n\r\n", [400]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}a: b\rc\r\n\r\n", [400]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}a: b\r\n c\r\n\r\n", [400]),
    (f"GET /metrics HTTP/1.1\n{HOST}\n", [400]),
    (f"GET /metrics\0 HTTP/1.1\r\n{LAST}\r\n", [400]),
    (f"GET  /metrics  HTTP/1.1\r\n{LAST}\r\n", [400, 200]),
    (f"GET\t/metrics HTTP/1.1\r\n{LAST}\r\n", [400]),
    (f"get /metrics HTTP/1.1\r\n{LAST}\r\n", [400]),
    ("GET /metrics HTTP/1.1\r\n\r\n", [400]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}Host: evil.example\r\n\r\n", [400]),
    # More of it than anybody needs.
    (f"GET /metrics HTTP/1.1\r\n{HOST}a: {'b' * (1 << 20)}\r\n\r\n", [431]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}{'a' * (1 << 20)}: b\r\n\r\n", [431]),
    (f"GET /metrics HTTP/1.1\r\n{HOST}" + "a: b\r\n" * 10_000 + "\r\n", [431]),
    (f"GET /{'a' * (1 << 20)} HTTP/1.1\r\n{LAST}\r\n", [431, 414]),
    ("G" * (1 << 20), [400]),
]


def check(request, statuses):
    shown = repr(request[:100])
    method = request.lstrip("\r\n").split(" ")[0]
    answers, is_closed = exchange(port, request.encode("latin-1"), [method])
    report.expect(len(answers) == 1, f"{shown}: {[answer.status for answer in answers]}, one answer was wanted")
    for answer in answers:
        report.expect(answer.status in statuses, f"{shown}: {answer.status} instead of {statuses}")
        report.expect("set-cookie" not in answer.headers, f"{shown}: a header came out of the query")
        if answer.status == 405:
            report.expect(answer.headers.get("allow") == "GET, HEAD", f"{shown}: Allow is {answer.headers}")
        report.expect(answer.headers.get("connection") == "close", f"{shown}: {answer.headers}")
    report.expect(is_closed, f"{shown}: the connection is open")


with concurrent.futures.ThreadPoolExecutor(16) as pool:
    list(pool.map(lambda row: report.run(repr(row[0][:100]), check, *row), TABLE))


def keep_alive():
    """A connection is used again, request after request."""
    with connect(port) as connection:
        for _ in range(20):
            connection.sendall(f"GET /-/healthy HTTP/1.1\r\n{HOST}\r\n".encode())
            data = b""
            while not (answers := parse(data, ["GET"])[0]):
                piece = connection.recv(1 << 16)
                if not piece:
                    raise ConnectionError("the connection ended")
                data += piece
            report.expect(answers[0].status == 200, f"keep-alive: {answers[0].status}")
            report.expect("connection" not in answers[0].headers, f"keep-alive: {answers[0].headers}")


def pipelined():
    """Answers come in the order of their requests, all of them, and only the last one says that it is."""
    paths, statuses, methods = [], [], []
    for index in range(50):
        path, status = [("/-/healthy", 200), ("/nothing", 404), ("/metrics", 200), ("/a?%", 400)][index % 4]
        method = "HEAD" if index % 5 == 0 else "GET"
        paths.append(f"{method} {path} HTTP/1.1\r\n{HOST}\r\n")
        statuses.append(status)
        methods.append(method)
    paths[-1] = f"GET /nothing HTTP/1.1\r\n{LAST}\r\n"
    statuses[-1], methods[-1] = 404, "GET"
    answers, is_closed = exchange(port, "".join(paths).encode(), methods)
    report.expect([answer.status for answer in answers] == statuses, "pipelined: not the answers that were asked for")
    last = [index for index, answer in enumerate(answers) if answer.headers.get("connection") == "close"]
    report.expect(last == [49], f"pipelined: Connection: close in the answers {last[:5]} of 0...49")
    report.expect(is_closed, "pipelined: the connection is open")
    for answer, request in zip(answers, paths):
        if request.startswith("GET /metrics"):
            check_exposition(answer.text, tunnels)


def flooded():
    """Who asks for more without reading gets the first answers, whole, and the last of them says that it is."""
    with connect(port) as connection:
        connection.sendall(f"GET /-/healthy HTTP/1.1\r\n{HOST}\r\n".encode() * 5000)
        data = b""
        while piece := connection.recv(1 << 16):
            data += piece
    answers, rest = parse(data, [])
    report.expect(not rest and answers, f"flooded: {len(answers)} answers, and the rest {rest[:80]!r}")
    last = [index for index, answer in enumerate(answers) if answer.headers.get("connection") == "close"]
    report.expect(last == [len(answers) - 1], f"flooded: Connection: close in {last[:5]} of {len(answers)} answers")


def half_closed():
    """Who closes its half still gets what it asked for."""
    answers, is_closed = exchange(port, f"GET /metrics HTTP/1.1\r\n{HOST}\r\n".encode(), half=True)
    report.expect([answer.status for answer in answers] == [200] and is_closed, "half-closed: no answer")
    check_exposition(answers[0].text, tunnels)


def compression():
    for header, is_gzip in [
        ("", False), ("Accept-Encoding: gzip\r\n", True), ("Accept-Encoding: gzip;q=0\r\n", False),
        ("Accept-Encoding: deflate, br\r\n", False), ("Accept-Encoding: gzip;q=0.5, identity\r\n", True),
        ("Accept-Encoding: *\r\n", True), ("Accept-Encoding: identity\r\nAccept-Encoding: gzip\r\n", True),
    ]:
        answer = get(port, headers=header)
        report.expect((answer.headers.get("content-encoding") == "gzip") == is_gzip, f"{header!r}: {answer.headers}")
        report.expect("Accept-Encoding" in answer.headers.get("vary", ""), f"{header!r}: {answer.headers}")
        check_exposition(answer.text, tunnels)
    old = f"GET /metrics HTTP/1.0\r\n{HOST}Accept-Encoding: gzip\r\n\r\n".encode()
    answers, _ = exchange(port, old)
    report.expect("transfer-encoding" not in answers[0].headers, "HTTP/1.0: it got chunks")
    check_exposition(answers[0].text, tunnels)


# As Prometheus 2 and 3 ask, and what they are to get.
ACCEPTS = [
    ("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
     "text/plain;version=0.0.4;q=0.5,*/*;q=0.1", "application/openmetrics-text; version=1.0.0"),
    ("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
     "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
     "text/plain;version=0.0.4;q=0.3,*/*;q=0.2", "application/openmetrics-text; version=1.0.0"),
    ("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7,"
     "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
     "application/openmetrics-text; version=1.0.0"),
    ("text/plain;version=0.0.4", "text/plain; version=0.0.4"),
    ("text/html,*/*;q=0.8", "text/plain; version=0.0.4"),
    ("*/*", "text/plain; version=0.0.4"),
    (None, "text/plain; version=0.0.4"),
]


def negotiation():
    for accept, wanted in ACCEPTS:
        answer = get(port, headers=f"Accept: {accept}\r\n" if accept else "")
        kind = answer.headers["content-type"]
        report.expect(kind.startswith(wanted), f"{accept}: {kind}")
        report.expect(answer.text.endswith("# EOF\n") == ("openmetrics" in kind), f"{accept}: the end is wrong")


def parallel():
    with concurrent.futures.ThreadPoolExecutor(50) as many:
        answers = list(many.map(lambda _: get(port, timeout=60), range(50)))
    report.expect(all(answer.status == 200 for answer in answers), "50 at once: not all are 200")
    for answer in answers:
        check_exposition(answer.text, tunnels)


for function in (keep_alive, pipelined, flooded, half_closed, compression, negotiation, parallel):
    report.run(function.__name__, function)
report.end()

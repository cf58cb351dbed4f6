"""Holds the only place for a scrape of the server at a port: http_places.py PORT"""

import sys
import time

from http_client import Report, connect, get

port = int(sys.argv[1])
report = Report()

holder = connect(port, receive=4096)
holder.sendall(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
holder.recv(1)
deadline = time.monotonic() + 20
while (answer := get(port)).status == 200 and time.monotonic() < deadline:
    # The answer may have been in the system's buffers as a whole: then more is asked for, until it is not.
    holder.sendall(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
report.expect(answer.status == 503, f"{answer.status} while the place is held")
report.expect(answer.headers.get("retry-after") == "1", f"{answer.headers}")
report.expect(get(port, "/-/healthy").status == 200, "what is no scrape is refused")
holder.close()
deadline = time.monotonic() + 20
while (answer := get(port)).status != 200 and time.monotonic() < deadline:
    time.sleep(0.1)
report.expect(answer.status == 200, f"{answer.status} when the place is free again")
report.end()

"""Opens more connections than the server at a port has descriptors, and closes them: http_many.py PORT NUMBER"""

import sys
import time

from http_client import connect

port, number = map(int, sys.argv[1:3])
held = [connect(port) for _ in range(number)]
for connection in held[::2]:
    connection.sendall(b"GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n")
time.sleep(1.5)
for connection in held:
    connection.close()

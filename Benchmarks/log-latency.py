#!/usr/bin/env python3
"""Measures how long a line of charon's takes to be seen in /metrics.

Starts a journald of its own (systemd-journald NAMESPACE; as root) and the exporter on it, writes lines as charon-systemd
does, and asks for the metrics at once and again until the line shows. Prints milliseconds from the write to the answer.
"""
import argparse
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("binary")
parser.add_argument("--lines", type=int, default=500)
parser.add_argument("--pause", type=float, default=0.02, help="seconds between two lines")
parser.add_argument("--port", type=int, default=19917)
arguments = parser.parse_args()

name = f"latency{os.getpid()}"
journald = next(p for p in ("/lib/systemd/systemd-journald", "/usr/lib/systemd/systemd-journald") if os.path.exists(p))
machine = open("/etc/machine-id").read().strip()
directory = tempfile.mkdtemp()
os.makedirs(f"/var/log/journal/{machine}.{name}", exist_ok=True)
processes = []


def field(key, value):
    return f"{key}={value}\n".encode()


def line(number):
    return b"".join(
        [
            field("MESSAGE", f"retransmit {number} of request with message ID {number}"),
            field("GROUP", "IKE"),
            field("LEVEL", "1"),
            field("THREAD", "5"),
            field("IKE_SA_NAME", "aws-1"),
            field("IKE_SA_UNIQUE_ID", "1"),
            field("SYSLOG_IDENTIFIER", "charon-systemd"),
        ]
    )


def retransmits(connection):
    connection.request("GET", "/metrics")
    text = connection.getresponse().read().decode()
    found = re.search(r'^charon_retransmits_total\{connection="aws-1"\} (\d+)$', text, re.M)
    return int(found.group(1)) if found else 0


try:
    processes.append(subprocess.Popen([journald, name], stderr=subprocess.DEVNULL))
    path = f"/run/systemd/journal.{name}/socket"
    while not os.path.exists(path):
        time.sleep(0.05)
    charon = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    charon.connect(path)
    charon.send(line(0))
    time.sleep(1)
    log = open(f"{directory}/log", "w")
    # What journald says of who writes: the process's name and its file's.
    programs = [open("/proc/self/comm").read().strip(), os.path.basename(os.path.realpath(sys.executable))]
    processes.append(
        subprocess.Popen(
            [
                arguments.binary, "run", "--journal.namespace", name, *[word for program in programs for word in ("--trust.program", program)],
                "--web.listen-address", f"127.0.0.1:{arguments.port}", "--state.directory", f"{directory}/state",
                "--archive.directory", f"{directory}/archive",
            ],
            stdout=log, stderr=log,
        )
    )
    connection = http.client.HTTPConnection("127.0.0.1", arguments.port, timeout=5)
    for _ in range(200):
        try:
            if retransmits(connection) > 0:
                break
        except (OSError, http.client.HTTPException):
            connection.close()
        time.sleep(0.05)
    else:
        sys.exit(f"the exporter shows no line:\n{open(f'{directory}/log').read()}")
    took = []
    for number in range(1, arguments.lines + 1):
        before = retransmits(connection)
        begin = time.monotonic()
        charon.send(line(number))
        while retransmits(connection) == before:
            if time.monotonic() - begin > 10:
                sys.exit("a line did not show within 10 seconds")
        took.append((time.monotonic() - begin) * 1000)
        time.sleep(arguments.pause)
    took.sort()
    at = lambda part: took[min(len(took) - 1, int(part * len(took)))]
    print(
        f"lines {len(took)}, ms: median {at(0.5):.2f}, 90 % {at(0.9):.2f}, 99 % {at(0.99):.2f}, longest {took[-1]:.2f}"
    )
finally:
    for process in reversed(processes):
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
    shutil.rmtree(directory, ignore_errors=True)
    for root in ("/var/log/journal", "/run/log/journal"):
        shutil.rmtree(f"{root}/{machine}.{name}", ignore_errors=True)
    shutil.rmtree(f"/run/systemd/journal.{name}", ignore_errors=True)

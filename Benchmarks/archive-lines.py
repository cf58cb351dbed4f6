"""Prints a gateway's log of some days of 2025, as rsyslog writes it, for `charon-exporter replay --syslog.file -`.

    archive-lines.py EVENTS_A_DAY FIRST_DAY DAYS

Days count from 0, the 1st of January. A day has the same lines whichever days are asked for beside it.
"""

import datetime
import random
import sys


def line_of(rng, number):
    """Returns a text of charon's."""
    site = rng.randrange(200)
    sa = number // 7 + 1
    peer = f"203.0.{113 + site // 100}.{site % 100 + 1}"
    context = f"{number % 16 + 1:02}[IKE] <site-{site}|{sa}> "
    kind = number % 8
    spis = f"{rng.getrandbits(32):08x}_i", f"{rng.getrandbits(32):08x}_o"
    selectors = f"TS 10.0.0.0/16 === 10.{site}.0.0/16"
    if kind == 0:
        return f"{context}initiating IKE_SA site-{site}[{sa}] to {peer}"
    if kind == 1:
        return f"{context}authentication of 'gw-{site}.example.org' with pre-shared key successful"
    if kind == 2:
        return f"{context}IKE_SA site-{site}[{sa}] established between 192.0.2.10[gw.example.org]...{peer}[gw-{site}.example.org]"
    if kind == 3:
        return f"{context}CHILD_SA net-{site}{{{number}}} established with SPIs {spis[0]} {spis[1]} and {selectors}"
    if kind == 4:
        return f"{context}retransmit {rng.randrange(5) + 1} of request with message ID {rng.randrange(400)}"
    if kind == 5:
        counts = rng.getrandbits(30), rng.getrandbits(30)
        return (f"{context}closing CHILD_SA net-{site}{{{number}}} with SPIs {spis[0]} ({counts[0]} bytes) "
                f"{spis[1]} ({counts[1]} bytes) and {selectors}")
    if kind == 6:
        return f"{context}received DELETE for ESP CHILD_SA with SPI {spis[1][:8]}"
    return f"{context}deleting IKE_SA site-{site}[{sa}] between 192.0.2.10[gw.example.org]...{peer}[gw-{site}.example.org]"


def main(events, first, days):
    write = sys.stdout.write
    for day in range(first, first + days):
        date = datetime.date(2025, 1, 1) + datetime.timedelta(days=day)
        rng = random.Random(day)
        for number in range(events):
            microseconds = number * 86_400_000_000 // events
            second = microseconds // 1_000_000
            write(f"{date}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}."
                  f"{microseconds % 1_000_000:06}+00:00 gw charon: {line_of(rng, day * events + number)}\n")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    try:
        main(*map(int, sys.argv[1:]))
    except BrokenPipeError:
        raise SystemExit(1)

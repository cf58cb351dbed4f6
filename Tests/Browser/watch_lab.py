"""Looks at the two-tunnel link while its primary's path dies and comes back.

Usage: watch_lab.py URL [PICTURES]. It says "shown" when both tunnels are there, "down" with the seconds from charon's
line to the page when the primary is not up any more, and "up" when it is back. Pictures are put into PICTURES.
"""

import datetime
import json
import sys
import time
import urllib.request

from browser import browser, check_accessibility, expect, go, page, rows

PRIMARY = "tr:has(.name bdi:text-is('aws-1'))"


def ask(url, name):
    with urllib.request.urlopen(f"{url}/api/v1/{name}", timeout=20) as answer:
        return json.load(answer)


def picture(opened, directory, name):
    if directory:
        opened.screenshot(path=f"{directory}/{name}.png")


def watch(chromium, url, directory):
    with page(chromium, url, height=520) as opened:
        go(opened, url)
        opened.wait_for_selector(".sparkline:not(.none)", timeout=30_000)
        opened.wait_for_selector(".role.active", timeout=30_000)
        expect(dict(rows(opened)) == {"aws-1": "● up", "aws-2": "● up"}, f"{rows(opened)}")
        # A line of some length is a better picture.
        time.sleep(12 if directory else 0)
        opened.evaluate("""() => {
            const row = [...document.querySelectorAll('tr')].find((row) => row.querySelector('.name')?.innerText.trim() === 'aws-1');
            const look = new MutationObserver(() => { if (row.className.includes('down')) { window.downAt = Date.now(); look.disconnect(); } });
            look.observe(row, { attributes: true });
        }""")
        began = datetime.datetime.now(datetime.timezone.utc)
        print("shown", flush=True)
        opened.wait_for_function("() => window.downAt", timeout=60_000)
        seen = opened.evaluate("downAt / 1000")
        reason = opened.inner_text(f"{PRIMARY} .reason")
        expect("stopped answering" in reason, reason)
        # The page is faster than the archive.
        until = time.time() + 10
        while not (events := ask(url, "events?connection=aws-1&event=peer_timed_out")["events"]) and time.time() < until:
            time.sleep(0.1)
        logged = datetime.datetime.fromisoformat(events[-1]["time"]).timestamp()
        opened.wait_for_selector("tr.up .role.active")
        time.sleep(1)
        picture(opened, directory, "tunnels")
        print(f"down {seen - logged:.2f}", flush=True)
        opened.wait_for_selector("tr.up:has(.name bdi:text-is('aws-1'))", timeout=60_000)
        print("up", flush=True)
        opened.wait_for_selector("tr:has(.name bdi:text-is('aws-1')) .role.active", timeout=30_000)
        time.sleep(8 if directory else 0)
        after = datetime.datetime.now(datetime.timezone.utc)
        span = f"since={began - datetime.timedelta(seconds=20):%Y-%m-%dT%H:%M:%S.000Z}&until={after:%Y-%m-%dT%H:%M:%S.000Z}"
        go(opened, url, f"#/timeline?{span}")
        labels = [opened.get_by_role("application", name=f"{name}:").get_attribute("aria-label") for name in ["aws-1", "aws-2"]]
        expect("down" in labels[0] and "failure" in labels[0] and "failover" in labels[0], labels[0])
        expect("failure" not in labels[1], labels[1])
        check_accessibility(opened, "the timeline")
        picture(opened, directory, "timeline")


def main():
    url, *rest = sys.argv[1:]
    with browser() as chromium:
        watch(chromium, url, rest[0] if rest else None)


main()

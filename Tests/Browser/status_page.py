"""What a person does with the status page, done by a browser.

Usage: status_page.py URL LOG [CHECK…], with the tunnels of StatusPageRunTests.swift.
"""

import csv
import datetime
import io
import json
import pathlib
import time

from browser import check_accessibility, expect, go, page, rows, run
from wire import Wire

HOSTILE = "<script>document.title='owned'</script>"
TURNED = "\u202eevil"


def say(log, text):
    now = datetime.datetime.now(datetime.timezone.utc).isoformat()
    with open(log, "a", encoding="utf-8") as file:
        file.write(f"{now} gw charon[1]: {text}\n")


def up(log, name, number):
    spis = f"with SPIs {0xd0000000 + number:08x}_i {0xe0000000 + number:08x}_o and TS 198.51.100.0/24 === 203.0.113.0/24"
    say(log, f"06[IKE] <{name}|{number}> IKE_SA {name}[{number}] established between 192.0.2.1[gw.example.org]...192.0.2.2[b.example.org]")
    say(log, f"06[IKE] <{name}|{number}> CHILD_SA net{{{number}}} established {spis}")


def every_view_loads(chromium, url, log):
    for view in ["tunnels", "timeline", "live", "audit", "audit?kind=sessions", "health"]:
        with page(chromium, url) as opened:
            go(opened, url, f"#/{view}")
            opened.wait_for_selector("nav a[aria-current=page]")
            opened.wait_for_selector("table.tunnels tbody tr, .strip, li.event, table.results tbody tr, .card")
            expect(opened.inner_text("#readiness") == "● ready", "it is ready")
            expect(opened.is_hidden("#banner"), f"{view}: {opened.inner_text('#banner')}")


def tunnels_are_shown_with_their_states(chromium, url, log):
    with page(chromium, url) as opened:
        go(opened, url)
        opened.wait_for_selector("table.tunnels tbody tr")
        found = dict(rows(opened))
        expect(found["aws-1/net"] == "● up" and found["aws-2/net"] == "▼ down", f"{found}")
        expect(found["later/net"] == "○ on demand", f"a tunnel that waits for traffic is not down: {found}")
        twin = opened.locator("tr", has=opened.get_by_role("link", name="aws-1/net", exact=True)).locator(".twin")
        expect("aws-2/net" in twin.inner_text(), "its twin is told beside it")
        reason = opened.locator("tr", has=opened.get_by_role("link", name="aws-2/net", exact=True)).locator(".reason")
        expect("stopped answering" in reason.inner_text(), "and why it went down")


def filters_are_a_link_that_shares_the_view(chromium, url, log):
    with page(chromium, url) as opened:
        go(opened, url)
        opened.wait_for_selector("table.tunnels tbody tr")
        opened.fill("input[type=search]", "aws")
        opened.click("button.tile.down")
        opened.wait_for_function("() => document.querySelectorAll('table.tunnels tbody tr').length === 1")
        opened.click("th.name button")
        opened.wait_for_function("() => location.hash.includes('sort=name')")
        link = opened.url
    with page(chromium, url) as opened:
        opened.goto(link)
        opened.wait_for_selector("table.tunnels tbody tr")
        expect([name for name, _ in rows(opened)] == ["aws-2/net"], f"{link} shows the same")
        expect(opened.input_value("input[type=search]") == "aws", "with what was asked for")
        expect(opened.get_attribute("th.name", "aria-sort") == "ascending", "and its order")


def a_change_is_seen_live(chromium, url, log):
    """The time from charon's line to the row, in seconds."""
    with page(chromium, url) as opened:
        up(log, "live", 71)
        go(opened, url)
        opened.wait_for_selector("tr.up:has-text('live/net')")
        began = time.time()
        say(log, "07[IKE] <live|71> giving up after 5 retransmits")
        opened.wait_for_selector("tr.down:has-text('live/net')")
        down = time.time() - began
        expect("stopped answering" in opened.inner_text("tr:has-text('live/net') .reason"), "with its reason")
        began = time.time()
        up(log, "live", 72)
        opened.wait_for_selector("tr.up:has-text('live/net')")
        return {"down": round(down, 2), "up": round(time.time() - began, 2)}


def the_matrix_shows_sites(chromium, url, log):
    with page(chromium, url) as opened:
        go(opened, url)
        opened.click("text=Matrix of sites")
        opened.wait_for_selector("table.matrix")
        cells = opened.eval_on_selector_all("table.matrix td button", "cells => cells.map((cell) => cell.getAttribute('aria-label'))")
        expect(cells == ["gw to bom: 2 of 3 up, worst is down"], f"{cells}")
        opened.click("table.matrix td button")
        opened.wait_for_function("() => location.hash.includes('site=bom')")
        expect(len(rows(opened)) == 3, "the tunnels to that site")
        expect("matrix" not in opened.url, "and no matrix")


def the_timeline_tells_what_happened(chromium, url, log):
    with page(chromium, url) as opened:
        go(opened, url, "#/timeline?q=aws-2")
        strip = opened.locator(".strip", has=opened.get_by_text("aws-2/net", exact=True))
        label = strip.locator("canvas").get_attribute("aria-label")
        expect("up" in label and "down" in label and "failure 1 time" in label, label)
        canvas = strip.locator("canvas")
        canvas.focus()
        opened.keyboard.press("ArrowRight")
        for _ in range(10):
            if "giving" in opened.inner_text(".tip:visible") or "peer_timed_out" in opened.inner_text(".tip:visible"):
                break
            opened.keyboard.press("ArrowRight")
        tip = opened.inner_text(".tip:visible")
        expect("peer_timed_out" in tip and "UTC" in tip and "here" in tip, tip)
        opened.keyboard.press("Enter")
        opened.wait_for_selector(".detail li:has-text('giving up after 5 retransmits')")
        opened.click(".detail a")
        opened.wait_for_selector("table.results tbody tr:has-text('giving up after 5 retransmits')")


def dragging_looks_closer(chromium, url, log):
    with page(chromium, url) as opened:
        go(opened, url, "#/timeline?range=24h")
        canvas = opened.locator(".strip canvas").first
        box = canvas.bounding_box()
        opened.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 10)
        opened.mouse.down()
        opened.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 10, steps=5)
        opened.mouse.up()
        opened.wait_for_function("() => location.hash.includes('since=')")
        opened.wait_for_function("() => / 2 h 2[0-9] min/.test(document.querySelector('.summary').innerText)")
        opened.click("text=Week")
        opened.wait_for_function("() => document.querySelector('.summary').innerText.includes('7 d')")
        expect(opened.url.endswith("range=7d"), opened.url)


def live_events_pause_and_resume(chromium, url, log):
    with page(chromium, url) as opened:
        go(opened, url, "#/live?connection=pause")
        opened.wait_for_selector("text=Live.")
        up(log, "pause", 81)
        opened.wait_for_selector("li.event:has-text('child_sa_established')")
        opened.click("text=Pause")
        shown = opened.locator("li.event").count()
        say(log, "07[IKE] <pause|81> giving up after 5 retransmits")
        opened.wait_for_selector("text=Paused; 1 new.")
        expect(opened.locator("li.event").count() == shown, "nothing moves while it is paused")
        opened.click("text=Go on")
        opened.wait_for_selector("li.event:has-text('peer_timed_out')")


def a_lost_connection_loses_nothing(chromium, url, log):
    with Wire(url) as wire, page(chromium, wire.url, expects_errors=True) as opened:
        go(opened, wire.url, "#/live?connection=lost")
        opened.wait_for_selector("text=Live.")
        up(log, "lost", 91)
        opened.wait_for_selector("li.event:has-text('child_sa_established')")
        # While nobody listens something happens.
        wire.cut()
        opened.wait_for_selector("text=Connecting again")
        say(log, "07[IKE] <lost|91> giving up after 5 retransmits")
        up(log, "lost", 92)
        wire.mend()
        opened.wait_for_selector("li.event:has-text('peer_timed_out')")
        opened.wait_for_selector("li.event >> text=net{92}")
        events = opened.eval_on_selector_all("li.event", "lines => lines.map((line) => line.innerText)")
        expect(len(events) == len(set(events)), f"each is there once: {events}")
        expect(len([text for text in events if "child_sa_established" in text]) == 2, f"{events}")


def an_event_is_found_and_downloaded(chromium, url, log):
    with page(chromium, url) as opened:
        go(opened, url, "#/audit")
        opened.get_by_label("Event", exact=True).fill("peer_timed_out")
        opened.get_by_label("Connection").fill("aws-2")
        opened.click("button[type=submit]")
        opened.wait_for_function("() => document.querySelectorAll('table.results tbody tr:not(.whole)').length === 1")
        opened.click("table.results tbody button")
        expect("peer_not_responding" in opened.inner_text("tr.whole"), "all that is known of it")
        with opened.expect_download() as download:
            opened.click(".downloads >> text=CSV")
        expect(download.value.suggested_filename.endswith(".csv"), download.value.suggested_filename)
        table = list(csv.DictReader(io.StringIO(pathlib.Path(download.value.path()).read_text())))
        expect([row["event"] for row in table] == ["peer_timed_out"], f"{table}")
        with opened.expect_download() as download:
            opened.click(".downloads >> text=JSON")
        lines = pathlib.Path(download.value.path()).read_text().splitlines()
        expect([json.loads(line)["connection"] for line in lines] == ["aws-2"], f"{lines}")
        expect(opened.locator("datalist#words-events option").count() > 50, "events complete themselves")


def sessions_are_shown(chromium, url, log):
    with page(chromium, url) as opened:
        go(opened, url, "#/audit?kind=sessions&connection=aws-2&since=-1d")
        opened.wait_for_selector("table.results tbody tr:has-text('CHILD_SA')")
        text = opened.inner_text("table.results tbody tr:has-text('CHILD_SA')")
        expect("peer_not_responding" in text, text)


def a_wrong_search_says_what_is_wrong(chromium, url, log):
    with page(chromium, url, expects_errors=True) as opened:
        go(opened, url, "#/audit?since=never")
        opened.wait_for_selector("input[name=since][aria-invalid]")
        expect("since" in opened.inner_text(".summary"), opened.inner_text(".summary"))


def strangers_names_are_text(chromium, url, log):
    with page(chromium, url) as opened:
        for view, place in [("live", "li.event"), ("audit?since=-1d", "tr.event"), ("audit?kind=sessions&since=-1d", "td")]:
            go(opened, url, f"#/{view}")
            opened.wait_for_selector(f"{place} >> text={HOSTILE}")
            expect(opened.title() != "owned" and "owned" not in opened.title(), "nothing of it runs")
            expect(opened.locator("main script").count() == 0, "nor is it markup")
            text = opened.inner_text("main")
            expect("⟨U+202E⟩evil" in text and TURNED not in text, f"{view}: what turns the text is named")


def a_lost_exporter_is_said(chromium, url, log):
    with page(chromium, url, expects_errors=True) as opened:
        go(opened, url)
        opened.wait_for_selector("tr.up:has-text('aws-1/net')")
        opened.route("**/api/**", lambda route: route.abort())
        opened.wait_for_selector("#banner:has-text('what is shown is of')")
        opened.wait_for_selector("table.tunnels.stale")
        expect(opened.inner_text("#readiness") == "✕ no answer", opened.inner_text("#readiness"))
        opened.unroute("**/api/**")
        opened.wait_for_selector("#banner", state="hidden")
        expect(opened.locator("table.stale").count() == 0, "and that it is back")


def another_zone_changes_no_time(chromium, url, log):
    stamps = []
    for zone in ["UTC", "Asia/Kolkata", "America/St_Johns"]:
        with page(chromium, url, zone=zone) as opened:
            go(opened, url, "#/audit?connection=aws-2&event=peer_timed_out&since=-1d")
            cell = opened.locator("table.results tbody time").first
            title = cell.get_attribute("title")
            expect("UTC" in title and "(here)" in title, title)
            stamps.append((cell.inner_text(), title))
    expect(len({text for text, _ in stamps}) == 1, f"UTC is the same everywhere: {stamps}")
    expect(len({title for _, title in stamps}) == 3, f"and the local time is not: {stamps}")


def the_keyboard_is_enough(chromium, url, log):
    with page(chromium, url) as opened:
        go(opened, url)
        opened.wait_for_selector("table.tunnels tbody tr")
        opened.keyboard.press("Tab")
        expect(opened.evaluate("document.activeElement.className") == "skip", "the first key leads to the content")
        names = []
        for _ in range(14):
            opened.keyboard.press("Tab")
            names.append(opened.evaluate("document.activeElement.innerText || document.activeElement.placeholder || ''"))
            outline = opened.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            expect(outline != "none", f"where the focus is can be seen: {names[-1]}")
        expect("Timeline" in names and any("down" in name for name in names), f"{names}")
        opened.focus("button.tile.down")
        opened.keyboard.press("Enter")
        opened.wait_for_selector("button.tile.down[aria-pressed=true]")


def it_is_accessible(chromium, url, log):
    views = {
        "tunnels": "table.tunnels tbody tr", "tunnels?view=matrix": "table.matrix", "timeline": ".strip canvas",
        "live": "li.event", "audit": "table.results tbody tr", "audit?kind=sessions": "table.results tbody tr",
        "health": ".card",
    }
    for width, height, dark in [(1280, 800, False), (1280, 800, True), (360, 740, False), (360, 740, True)]:
        for view, first in views.items():
            with page(chromium, url, width=width, height=height, dark=dark) as opened:
                go(opened, url, f"#/{view}")
                opened.wait_for_selector(first, state="attached")
                what = f"{view} at {width} px, {'dark' if dark else 'light'}"
                check_accessibility(opened, what)
                over = opened.evaluate("document.documentElement.scrollWidth - innerWidth")
                expect(over <= 0, f"{what}: wider than the screen by {over} px")


def the_page_is_small(chromium, url, log):
    """Bytes of all that is sent for all views, as the browser gets it; under 300 kB whatever is compressed."""
    with page(chromium, url) as opened:
        sizes = {}
        opened.on("response", lambda answer: sizes.__setitem__(answer.url, len(answer.body()))
                  if "/api/" not in answer.url else None)
        for view in ["tunnels", "timeline", "live", "audit", "health"]:
            go(opened, url, f"#/{view}")
            opened.wait_for_selector("nav a[aria-current=page]")
            opened.wait_for_load_state("load")
            time.sleep(0.3)
        expect(0 < sum(sizes.values()) < 300_000, f"{sizes}")
        return sum(sizes.values())


if __name__ == "__main__":
    run([
        every_view_loads, tunnels_are_shown_with_their_states, filters_are_a_link_that_shares_the_view,
        a_change_is_seen_live, the_matrix_shows_sites, the_timeline_tells_what_happened, dragging_looks_closer,
        live_events_pause_and_resume, a_lost_connection_loses_nothing, an_event_is_found_and_downloaded,
        sessions_are_shown, a_wrong_search_says_what_is_wrong, strangers_names_are_text, a_lost_exporter_is_said,
        another_zone_changes_no_time, the_keyboard_is_enough, it_is_accessible, the_page_is_small,
    ])

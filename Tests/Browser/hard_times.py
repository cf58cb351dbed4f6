"""The page when something is wrong: with the exporter, the network, the browser's machine, or the address.

Usage: hard_times.py URL LOG [CHECK…], with the tunnels of StatusPageRunTests.swift.
"""

import json

from browser import expect, go, page, rows, run
from status_page import up


def answer_with(opened, url, name, change):
    """From now on an answer of the API is another."""
    def answer(route):
        got = route.fetch()
        body = got.json() if got.status == 200 else {}
        change(body)
        route.fulfill(status=200, content_type="application/json", body=json.dumps(body))
    opened.route(f"{url}/api/v1/{name}", answer)


def a_state_that_is_not_known_is_not_shown(chromium, url, log):
    with page(chromium, url) as opened:
        go(opened, url)
        opened.wait_for_selector("table.tunnels tbody tr")

        # Another answer than the one that the page has.
        opened.route(f"{url}/api/v1/tunnels", lambda route: (
            route.fulfill(status=200, content_type="application/json", body=json.dumps(
                {"time": "2026-05-28T20:30:00.000000Z", "ready": False, "tunnels": [], "not_ready": "reading"}))))
        opened.wait_for_selector("text=The state is not known yet")
        opened.wait_for_timeout(1500)
        expect(rows(opened) == [], "no tunnel of before")
        expect(opened.inner_text("button.tile.all strong") == "–", "nor a number of them")
        opened.fill("input[type=search]", "aws")
        opened.wait_for_timeout(500)
        expect("not known yet" in opened.inner_text(".summary >> nth=0"), "whatever is filtered")
        opened.unroute(f"{url}/api/v1/tunnels")
        opened.wait_for_selector("table.tunnels tbody tr")


def a_view_that_cannot_be_loaded_is_said_and_tried_again(chromium, url, log):
    with page(chromium, url, expects_errors=True) as opened:
        go(opened, url)
        opened.wait_for_selector("table.tunnels tbody tr")
        opened.route("**/page/health.js", lambda route: route.abort())
        opened.click("text=Health")
        opened.wait_for_selector("#banner:has-text('cannot be loaded')")
        expect(opened.locator("table.tunnels").count() == 0, "the tunnels do not stand still under another name")


def an_address_with_strange_names_shows_something(chromium, url, log):
    with page(chromium, url) as opened:
        for hash in ["#/constructor", "#/__proto__", "#/tunnels?state=constructor&sort=__proto__", "#/nothing"]:
            opened.goto("about:blank")
            go(opened, url, hash)
            opened.wait_for_selector("table.tunnels tbody tr")
            expect(len(rows(opened)) > 0, hash)
        opened.goto("about:blank")
        go(opened, url, "#/timeline?range=constructor")
        opened.wait_for_selector(".strip")


def the_skip_link_stays_in_the_view(chromium, url, log):
    with page(chromium, url) as opened:
        go(opened, url, "#/audit?event=peer_timed_out&since=-1d")
        opened.wait_for_selector("table.results")
        opened.focus(".skip")
        opened.keyboard.press("Enter")
        expect("#/audit?event=peer_timed_out" in opened.url, opened.url)
        expect(opened.evaluate("document.activeElement.id") == "view", "and leads to the content")


def a_wrong_clock_changes_no_time(chromium, url, log):
    for hours in [-3, 2, 72]:
        with page(chromium, url) as opened:
            opened.add_init_script(f"""(() => {{
                const RealDate = Date, off = {hours} * 3600000;
                globalThis.Date = class extends RealDate {{
                  constructor(...parts) {{ parts.length ? super(...parts) : super(RealDate.now() + off); }}
                  static now() {{ return RealDate.now() + off; }}
                }};
            }})()""")
            go(opened, url)
            opened.wait_for_selector("#banner:has-text('clock of this machine is off')")
            since = opened.inner_text("tr:has(.name bdi:text-is('aws-1/net')) .since")
            expect(since.startswith("1 h"), f"{hours} h off: {since}")
            go(opened, url, "#/timeline")
            opened.wait_for_selector(".strip")
            expect(", 1 h." in opened.inner_text(".summary"), f"{hours} h off: {opened.inner_text('.summary')}")


def an_archive_that_is_not_written_is_said_everywhere(chromium, url, log):
    with page(chromium, url) as opened:
        answer_with(opened, url, "status", lambda body: body["archive"].update(writable=False, problem="No space left on device"))
        for view in ["tunnels", "timeline", "live", "audit"]:
            go(opened, url, f"#/{view}")
            opened.wait_for_selector("#banner:has-text('No space left on device')")


def another_version_asks_for_a_new_page(chromium, url, log):
    with page(chromium, url) as opened:
        go(opened, url)
        opened.wait_for_selector("#readiness:has-text('ready')")
        answer_with(opened, url, "status", lambda body: body.update(version="99.0"))
        opened.wait_for_selector("#banner:has-text('99.0')", timeout=15_000)


def another_filter_shows_its_own_events(chromium, url, log):
    with page(chromium, url) as opened:
        up(log, "filter", 61)
        go(opened, url, "#/live")
        opened.wait_for_selector("li.event:has-text('child_sa_established')")
        opened.select_option("select >> nth=0", "liveness")
        opened.wait_for_selector("li.event.liveness")
        opened.wait_for_function("() => document.querySelectorAll('li.event:not(.liveness)').length === 0")
        opened.wait_for_selector("text=Live.")


def a_start_that_fails_is_tried_again(chromium, url, log):
    with page(chromium, url, expects_errors=True) as opened:
        opened.route("**/api/v1/vocabulary", lambda route: route.abort())
        go(opened, url, "#/live")
        opened.wait_for_selector("text=Connecting again")
        opened.unroute("**/api/v1/vocabulary")
        opened.wait_for_selector("text=Live.")
        opened.wait_for_selector("li.event")


def pages_are_turned_by_key(chromium, url, log):
    with page(chromium, url) as opened:
        for number in range(300, 380):
            up(log, "pages", number)
        for _ in range(20):
            opened.goto("about:blank")
            go(opened, url, "#/audit?connection=pages&since=-1h")
            opened.wait_for_selector(".pages button >> nth=0")
            if opened.get_attribute(".pages button >> nth=0", "aria-disabled") == "false":
                break
            # They are archived soon.
            opened.wait_for_timeout(500)
        first = opened.inner_text("tr.event >> nth=0")
        opened.focus(".pages button >> nth=0")
        opened.keyboard.press("Enter")
        opened.wait_for_function("(first) => document.querySelector('tr.event').innerText !== first", arg=first)
        expect(opened.evaluate("document.activeElement.innerText") == "◀ Older", "the key can be pressed again")


def the_timeline_is_walked_by_key(chromium, url, log):
    with page(chromium, url) as opened:
        go(opened, url, "#/timeline")
        opened.wait_for_selector(".strip canvas")
        stops = opened.evaluate("[...document.querySelectorAll('canvas')].filter((canvas) => canvas.tabIndex === 0).length")
        expect(stops == 1, f"{stops} of them are stops of the Tab key")
        opened.locator("canvas[tabindex='0']").focus()
        opened.keyboard.press("ArrowDown")
        opened.keyboard.press("ArrowRight")
        opened.keyboard.press("Enter")
        opened.wait_for_selector(".detail h3:focus")
        opened.keyboard.press("Escape")
        expect(opened.evaluate("document.activeElement.tagName") == "CANVAS", "and back")


def a_tunnels_link_shows_its_timeline_alone(chromium, url, log):
    with page(chromium, url) as opened:
        go(opened, url)
        opened.click("tr:has(.name bdi:text-is('aws-1/net')) .name a")
        opened.wait_for_selector(".strip >> text=aws-1/net")
        labels = opened.eval_on_selector_all(".strip .label bdi", "labels => labels.map((label) => label.innerText)")
        expect(labels == ["aws-1/net"], f"{labels}")
        opened.click(".chip >> nth=0")
        opened.wait_for_selector(".strip >> text=aws-2/net")


if __name__ == "__main__":
    run([
        a_state_that_is_not_known_is_not_shown, a_view_that_cannot_be_loaded_is_said_and_tried_again,
        an_address_with_strange_names_shows_something, the_skip_link_stays_in_the_view, a_wrong_clock_changes_no_time,
        an_archive_that_is_not_written_is_said_everywhere, another_version_asks_for_a_new_page,
        another_filter_shows_its_own_events, a_start_that_fails_is_tried_again, pages_are_turned_by_key,
        the_timeline_is_walked_by_key, a_tunnels_link_shows_its_timeline_alone,
    ])

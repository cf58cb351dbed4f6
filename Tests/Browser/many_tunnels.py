"""How the page does with thousands of tunnels. Times are told, and no check fails for them.

Usage: many_tunnels.py URL LOG
"""

import statistics

from browser import expect, go, page, rows, run
from status_page import say


def the_first_view_comes_at_once(chromium, url, log):
    """Milliseconds from asking for the page to its first rows; the median of five."""
    first = []
    for _ in range(5):
        with page(chromium, url) as opened:
            opened.add_init_script("""
                const look = new MutationObserver(() => {
                  const count = document.querySelectorAll('table.tunnels tbody tr').length;
                  if (count > 0) { window.firstAt ??= performance.now(); look.disconnect(); }
                });
                look.observe(document, { childList: true, subtree: true });""")
            go(opened, url)
            opened.wait_for_function("() => window.firstAt")
            first.append(opened.evaluate("firstAt"))
            expect("2003 tunnels" in opened.inner_text(".summary >> nth=0") or "2004 tunnels" in opened.inner_text(".summary >> nth=0"),
                   opened.inner_text(".summary >> nth=0"))
    return round(statistics.median(first))


def filtering_and_sorting_stay_fluid(chromium, url, log):
    """The longest frames in milliseconds while a person filters, sorts and scrolls."""
    with page(chromium, url) as opened:
        go(opened, url)
        opened.wait_for_selector("table.tunnels tbody tr")
        opened.evaluate("""() => {
            window.frames = []; let last = performance.now();
            const frame = (now) => { frames.push(now - last); last = now; requestAnimationFrame(frame); };
            requestAnimationFrame(frame); }""")
        opened.type("input[type=search]", "many-19", delay=60)
        opened.wait_for_function("() => /^[0-9]{3} of/.test(document.querySelector('.summary').innerText)")
        expect(all("many-19" in name for name, _ in rows(opened)), "what matches")
        opened.fill("input[type=search]", "")
        opened.wait_for_function("() => /^20/.test(document.querySelector('.summary').innerText)")
        opened.click("th.name button")
        opened.mouse.move(600, 600)
        for _ in range(40):
            opened.mouse.wheel(0, 3000)
            opened.wait_for_timeout(30)
        opened.wait_for_function("() => document.querySelectorAll('table.tunnels tbody tr').length > 1000")
        opened.click("th.since button")
        say(log, "07[IKE] <many-1999|2999> giving up after 5 retransmits")
        opened.wait_for_selector("tr.down:has-text('many-1999/net')", state="attached")
        frames = sorted(opened.evaluate("frames"))
        return {"median": round(frames[len(frames) // 2]), "99 %": round(frames[len(frames) * 99 // 100]), "longest": round(frames[-1])}


def a_timeline_of_thousands(chromium, url, log):
    """Milliseconds until all rows are there."""
    with page(chromium, url) as opened:
        go(opened, url, "#/timeline")
        opened.wait_for_function("() => document.querySelectorAll('.strip').length >= 2000", timeout=60_000)
        return round(opened.evaluate("performance.now()"))


if __name__ == "__main__":
    run([the_first_view_comes_at_once, filtering_and_sorting_stay_fluid, a_timeline_of_thousands])

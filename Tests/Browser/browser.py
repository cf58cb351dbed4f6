"""A headless Chromium (the system's) for checks of the status page: whatever it complains of is a failure."""

import contextlib
import json
import pathlib
import sys

import axe_playwright_python
from playwright.sync_api import sync_playwright

AXE = pathlib.Path(axe_playwright_python.__file__).with_name("axe.min.js")
CHROMIUM = "/usr/bin/chromium"


class Failure(Exception):
    """What a check expected and did not find."""


def expect(condition, text):
    if not condition:
        raise Failure(text)


@contextlib.contextmanager
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"])
        try:
            yield chromium
        finally:
            chromium.close()


@contextlib.contextmanager
def page(chromium, url, *, width=1280, height=800, dark=False, zone="UTC", expects_errors=False, reduced=True):
    """A page that fails when it logs an error, breaks its policy, throws, or asks another host."""
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", timezone_id=zone,
        locale="en-GB", reduced_motion="reduce" if reduced else "no-preference", accept_downloads=True)
    opened = context.new_page()
    complaints = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(f"{error}\n{error.stack}"))
    opened.on("request", lambda request: complaints.append(f"asked {request.url}")
              if not request.url.startswith((url, "data:", "blob:")) else None)
    opened.add_init_script(
        "addEventListener('securitypolicyviolation', (event) => "
        "console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))")
    opened.set_default_timeout(20_000)
    try:
        yield opened
        expect(expects_errors or not complaints, "the browser complains: " + "; ".join(complaints))
    finally:
        context.close()


def go(opened, url, hash=""):
    opened.goto(f"{url}/{hash}")


def rows(opened):
    """The tunnels shown: name and state, in their order."""
    return opened.eval_on_selector_all(
        "table.tunnels tbody tr",
        "rows => rows.map((row) => [row.querySelector('.name').innerText.trim(), row.querySelector('.badge').innerText.trim()])")


def check_accessibility(opened, what):
    """axe's rules, with those of WCAG 2.2 AA."""
    # The page's policy lets no other script in; the tool puts it there itself.
    opened.evaluate(AXE.read_text())
    found = opened.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    problems = [
        f"{violation['id']} ({violation['impact']}): {node['html'][:200]} – {node['failureSummary']}"
        for violation in found["violations"] for node in violation["nodes"][:3]
    ]
    expect(not problems, f"{what}: " + "\n".join(problems))
    expect(found["passes"], f"{what}: no rule was checked")


def run(checks):
    """Runs the checks that are named, or all: `script URL LOG [NAME…]`. LOG is what the exporter reads."""
    url, log, *names = sys.argv[1:]
    failed = 0
    with browser() as chromium:
        for check in checks:
            name = check.__name__
            if names and name not in names:
                continue
            try:
                said = check(chromium, url, log)
                print(f"ok {name}" + (f": {json.dumps(said)}" if said is not None else ""), flush=True)
            except Exception as problem:
                failed += 1
                print(f"FAILED {name}: {type(problem).__name__}: {problem}", flush=True)
    sys.exit(1 if failed else 0)

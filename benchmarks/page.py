"""What the page costs: key to repaint, bytes a step, drag to repaint, and what the first picture takes.

Run it with `python -m benchmarks.page`; it needs Chromium. A step's floor is the same browser
repainting one number after a key, in the same run; a first picture's is a Streamlit page with one word on it.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import torch
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

import lstmviz

PRESSES, MOVES, STARTS = 60, 20, 5
AT_REST = 0.05  # seconds of computing in one of the clock
CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY = '[data-testid="stepper"][data-ready]'
FLOOR = (
    "data:text/html,<p>0</p><script>"
    'addEventListener("keydown", () => document.body.firstChild.textContent++)</script>'
)
# From the key event to the first task after the frame that shows it.
WATCH = """
window.repaints = [];
addEventListener("keydown", (event) => {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => repaints.push(performance.now() - event.timeStamp);
    channel.port2.postMessage(null);
  });
}, true);
"""
# When the page first shows what is waited for: ms from the start of its navigation, by the page's own clock.
WATCH_FIRST_PICTURE = """
window.firstPicture = new Promise((resolve) => {
  const look = () => {
    if (!document.querySelector(READY)) return;
    watching.disconnect();
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(null);
    });
  };
  const watching = new MutationObserver(look);
  watching.observe(document, { subtree: true, childList: true, attributeFilter: ["data-ready"] });
});
"""
# From each move of a slider that is dragged to the first task after the frame that shows it.
WATCH_DRAG = """
window.redraws = [];
document.querySelector('[data-part="slider"]').addEventListener("input", () => {
  const began = performance.now();
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => redraws.push(performance.now() - began);
    channel.port2.postMessage(null);
  });
});
"""


def main() -> None:
    """Print all tables."""
    with chromium() as browser:
        first_picture(browser)
        print()
        steps(browser)
        print()
        slider(browser)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as driver:
        executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        browser = driver.chromium.launch(executable_path=executable, args=CHROMIUM)
        yield browser
        browser.close()


def slider(browser: Browser) -> None:
    """Milliseconds from a move of a What-if slider to the repainted runs, and the bytes that it sends.

    The clamp is over all steps, so that every step is run again; the net is fresh.
    """
    floor = repaint(browser, FLOOR)
    print("| What if: drag → repaint | median | processor time | until let go |\n|---|---:|---:|---:|")
    print(f"| none: one number | {floor:.0f} ms | | |")
    with server() as address:
        for units, length in ((8, 50), (64, 200), (64, 1000), (64, 2000)):
            sequence = ("adcaBdacdd" * (length // 10))[:length]
            words = f"net=fresh&hidden={units}&seq={sequence}&changes=forget_gate,set,0.5,all,t1-{length}"
            page, traffic = open_page(browser, f"{address}/what-if?{words}")
            page.wait_for_timeout(2500)
            cost, busy, sent = drag(page, traffic)
            print(f"| {units} units × {length} steps | {cost:.0f} ms | {busy:.0f} ms | {sent} B |")
            page.close()


def drag(page: Page, traffic: list[int]) -> tuple[float, float, int]:
    """Drag the slider through MOVES places: milliseconds a move and of the page's processor, and bytes moved.

    The first is the median; the second tells more where other programs want the processor too.
    """
    box = page.locator('[data-part="slider"]').bounding_box()
    assert box is not None
    across = [box["x"] + box["width"] * (0.2 + 0.6 * move / MOVES) for move in range(MOVES)]
    down = box["y"] + box["height"] / 2
    page.evaluate(WATCH_DRAG)
    page.mouse.move(across[0], down)
    page.mouse.down()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before, worked = sum(traffic), processor_time(session)
    for at in across:
        page.mouse.move(at, down)
        page.wait_for_timeout(150)
    sent, busy = sum(traffic) - before, (processor_time(session) - worked) / MOVES
    cost = float(median(page.evaluate("redraws")))
    page.mouse.up()
    return cost, busy, sent


def processor_time(session: CDPSession) -> float:
    """Milliseconds that the page's main thread has worked since the session began to look."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(1000 * float(metric["value"]) for metric in metrics if metric["name"] == "TaskDuration")


def first_picture(browser: Browser) -> None:
    """Cold server and cold browser, then a second visitor; beside a bare Streamlit page, in turns."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text("import streamlit as st\nst.title('bare')\n")
        visits = [(visit(browser, str(bare), "h1"), visit(browser, "app.py", READY)) for _ in range(STARTS)]
    print("| first picture | lstmviz | a bare Streamlit page | ratio |\n|---|---:|---:|---:|")
    rows = {
        "server just started, cold browser": "s",
        "a second visitor, cold browser": "s",
        "over the wire": "MB",
    }
    for number, (what, unit) in enumerate(rows.items()):
        floor, ours = (median(each[which][number] for each in visits) for which in (0, 1))
        print(f"| {what} | {ours:.2f} {unit} | {floor:.2f} {unit} | {ours / floor:.1f} |")


def visit(browser: Browser, app: str, ready: str, path: str = "") -> tuple[float, float, float]:
    """Seconds from starting a server to the picture, and for the next visitor from asking for the page.

    The third is that one's megabytes. A mark inside the page tells when a picture is there: the driver hears
    of it much later.
    """
    began = time.time()
    with server_process(app) as (address, process):
        page, _ = open_page(browser, address + path, ready)
        cold = page.evaluate("firstPicture.then((at) => performance.timeOrigin + at)") / 1000 - began
        page.context.close()
        wait_until_at_rest(process)
        page, traffic = open_page(browser, address + path, ready)
        warm, moved = page.evaluate("firstPicture") / 1000, sum(traffic) / 1e6
        page.context.close()
    return cold, warm, moved


def wait_until_at_rest(process: int) -> None:
    """Wait until a server has loaded what it does not need for its first picture."""
    before = -1.0
    while (now := computed(process)) - before > AT_REST:
        before = now
        time.sleep(1)


def computed(process: int) -> float:
    """Seconds that a process and all that it started have computed so far; on Linux."""
    started = Path(f"/proc/{process}/task").glob("*/children")
    children = (int(child) for each in started for child in each.read_text().split())
    return computed_alone(process) + sum(map(computed, children))


def computed_alone(process: int) -> float:
    """Seconds that a process has computed so far; on Linux."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def steps(browser: Browser) -> None:
    """Milliseconds from a key to the repainted step, for growing traces, over the floor."""
    floor = repaint(browser, FLOOR)
    print("| trace | sent once | key → repaint | over the floor | a step sends |\n|---|---:|---:|---:|---:|")
    print(f"| none: one number | | {floor:.1f} ms | | |")
    for units, length in ((8, 50), (64, 200), (256, 1000)):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "trace.html"
            trace = lstmviz.trace(torch.nn.LSTM(8, units), torch.randn(length, 8))
            stepper = lstmviz.stepper(trace)
            stepper.write_html(file)
            cost = repaint(browser, file.as_uri())
        print(f"| {units} units × {length} steps | {len(stepper.content) / 1e3:,.0f} kB | {cost:.1f} ms | "
              f"{cost - floor:+.1f} ms | 0 B: no server |")  # fmt: skip
    with server() as address:
        cost, sent = repaint_online(browser, address)
    print(f"| the page itself, 8 × 50 | | {cost:.1f} ms | {cost - floor:+.1f} ms | {sent / PRESSES:.0f} B |")


def repaint(browser: Browser, address: str) -> float:
    """Median milliseconds from a key to the repaint."""
    page, _ = open_page(browser, address, READY if address.startswith("file") else "p")
    cost = press(page)
    page.close()
    return cost


def repaint_online(browser: Browser, address: str) -> tuple[float, int]:
    """The same on the served page, and the bytes that all presses together moved."""
    page, traffic = open_page(browser, address)
    page.wait_for_timeout(1500)
    before = sum(traffic)
    cost = press(page)
    page.close()
    return cost, sum(traffic) - before


def press(page: Page) -> float:
    """Step PRESSES times, at a lecturer's pace, and take the median."""
    for _ in range(PRESSES):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(40)
    return float(median(page.evaluate("repaints")))


def open_page(browser: Browser, address: str, ready: str = READY) -> tuple[Page, list[int]]:
    """A page in a browser without a cache, once it shows its picture, and the sizes of all that it moves."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.add_init_script(WATCH + WATCH_FIRST_PICTURE.replace("READY", json.dumps(ready)))
    traffic: list[int] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: traffic.append(int(event["encodedDataLength"])))

    def frame(event: dict[str, Any]) -> None:
        text, is_binary = event["response"]["payloadData"], event["response"]["opcode"] == 2
        traffic.append(len(text) * 3 // 4 if is_binary else len(text))  # as base64; not as it was deflated

    network.on("Network.webSocketFrameReceived", frame)
    network.on("Network.webSocketFrameSent", frame)
    page.goto(address)
    page.wait_for_selector(ready, timeout=60_000)
    return page, traffic


@contextmanager
def server(app: str = "app.py") -> Iterator[str]:
    """A server just started, as the README starts it; gives its address once it answers."""
    with server_process(app) as (address, _):
        yield address


@contextmanager
def server_process(app: str = "app.py") -> Iterator[tuple[str, int]]:
    """The same, with the number of its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", app, "--server.port", str(port)]
    # its modules compiled, as where it is installed: Streamlit's are, whatever this shell says of it
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=compiled)
    address = f"http://127.0.0.1:{port}"
    try:
        while not answers(f"{address}/_stcore/health"):
            time.sleep(0.02)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait()


def answers(address: str) -> bool:
    """Whether somebody answers there."""
    try:
        urllib.request.urlopen(address, timeout=1).close()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()

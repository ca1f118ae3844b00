"""What following costs: the steps of a lecturer, told to so many who follow.

Run it with `python -m benchmarks.following`, on Linux. The followers are the sockets of their pages alone;
they and the server share the machine's cores.
"""

import asyncio
import json
import os
import time
import urllib.request
from statistics import median, quantiles
from urllib.parse import urlsplit

from websockets.asyncio.client import connect

from benchmarks.page import computed, server_process, wait_until_at_rest

FOLLOWERS, STEPS = 200, 20
PAUSE = 0.5  # seconds between two steps
KEY = "key"
LINK = "/?task=recall&seq=abcdBacdabcAdabcdcbd&lecture=tour&stop=1"


def main() -> None:
    """Print the table."""
    os.environ["LSTMVIZ_LEAD"] = KEY
    with server_process() as (address, process):
        urllib.request.urlopen(urllib.request.Request(f"{address}/drawn", method="POST")).close()
        time.sleep(3)  # it begins to load what is wanted after the first picture
        wait_until_at_rest(process)
        took, seconds, size = asyncio.run(led(urlsplit(address).netloc, process))
    print(f"| {FOLLOWERS} follow | median ms until it is heard | 95 % | CPU ms a step, for all | bytes |")
    print("|---|---:|---:|---:|---:|")
    late = 1000 * quantiles(took, n=20)[-1]
    print(f"| a step | {1000 * median(took):.0f} | {late:.0f} | {1000 * seconds / STEPS:.1f} | {size} |")


async def led(host: str, process: int) -> tuple[list[float], float, int]:
    """Seconds until each follower heard each step, the server's processor time, and bytes of a message."""
    address, heard = f"ws://{host}/follow", dict[str, list[float]]()
    size, all_are_there = 0, asyncio.Barrier(FOLLOWERS + 1)

    async def follow() -> None:
        nonlocal size
        async with connect(address) as socket:
            await socket.recv()
            await all_are_there.wait()
            async for said in socket:
                place = json.loads(said).get("place", "")
                heard.setdefault(place, []).append(time.monotonic())
                size = max(size, len(said))

    following = [asyncio.create_task(follow()) for _ in range(FOLLOWERS)]
    await all_are_there.wait()
    await asyncio.sleep(1)  # who came last is told to all
    took, began = list[float](), computed(process)
    async with connect(address, additional_headers={"Cookie": f"lstmviz-leads={KEY}"}) as lecturer:
        for step in range(1, STEPS + 1):
            place, sent = f"#t={step}&u=7&n=1&s=0", time.monotonic()
            at = {"lecture": "tour", "stop": 1, "told": False, "link": LINK, "place": place}
            await lecturer.send(json.dumps({"at": at}))
            await asyncio.sleep(PAUSE)
            took += [moment - sent for moment in heard[place]]
    seconds = computed(process) - began
    for one in following:
        one.cancel()
    return took, seconds, size


if __name__ == "__main__":
    main()

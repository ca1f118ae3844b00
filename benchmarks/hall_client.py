"""A visitor without a screen: asks for what a browser asks for, and speaks Streamlit's protocol.

What a page draws is not drawn; what was sent is kept, as far as it is read here.
"""

import asyncio
import json
import time
from secrets import token_hex
from urllib.parse import urlsplit

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from lstmviz.app.server.cookie import COOKIE

CONNECTIONS = 6  # that a browser keeps open to a server
PATIENCE = 60.0  # seconds
ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Visitor:
    """One browser's tab on one page."""

    def __init__(self, address: str) -> None:
        """address: of the page, with its query."""
        self.at = urlsplit(address)
        self.name = token_hex(8)  # its cookie
        self.session = ""
        self.page = ""
        self.elements: dict[str, tuple[str, bytes]] = {}  # widget's id -> its kind or component, and its data
        self.states: dict[str, dict[str, object]] = {}  # widget's id -> field of WidgetState and its value
        self.held: dict[str, ForwardMsg] = {}  # by hash, as a browser's cache of messages
        self.looks: dict[str, float] = {}  # parts that are looked at again, and after how many seconds
        self.received = 0  # bytes
        self.runs = 0  # of the page's script that have begun
        self._socket: ClientConnection | None = None

    async def fetch(self, paths: list[str]) -> None:
        """Ask for the page and all its files, over as many connections as a browser opens."""
        await self._get([f"{self.at.path}?{self.at.query}"])
        await asyncio.gather(*(self._get(paths[first::CONNECTIONS]) for first in range(CONNECTIONS)))

    async def _get(self, paths: list[str]) -> None:
        reader, writer = await asyncio.open_connection(self.at.hostname, self.at.port)
        for path in paths:
            fields = f"Host: {self.at.netloc}\r\nAccept-Encoding: gzip\r\nCookie: {COOKIE}={self.name}"
            writer.write(f"GET {path} HTTP/1.1\r\n{fields}\r\n\r\n".encode())
            size = await _read_answer(reader)
            self.received += size  # no sooner: other connections count meanwhile
        writer.close()

    async def open(self) -> None:
        """Connect, or connect again to the session there was, and run the page."""
        words = ["streamlit", "PLACEHOLDER_AUTH_TOKEN", self.session]
        self._socket = await connect(
            f"ws://{self.at.netloc}/_stcore/stream",
            subprotocols=[word for word in words if word],  # type: ignore[misc]
            additional_headers={"Cookie": f"{COOKIE}={self.name}"},
            max_size=None,
            open_timeout=PATIENCE,
            ping_timeout=None,  # a hall on two cores is slow to answer, and not gone
        )
        await self.run()

    async def close(self) -> None:
        """Leave, as a tab that is closed."""
        if self._socket:
            await self._socket.close()

    def cut(self) -> None:
        """The network is gone."""
        if self._socket:
            self._socket.transport.abort()

    async def move(self, kind: str, field: str, value: object) -> float:
        """Move the first control of a kind, and wait for the page: seconds that this took."""
        began = time.perf_counter()
        await self.ask(kind, field, value)
        await self.hear()
        return time.perf_counter() - began

    async def ask(self, kind: str, field: str, value: object) -> None:
        """Move the first control of a kind, and wait for nothing."""
        id = next(id for id, (found, _) in self.elements.items() if found == kind)
        self.states[id] = {field: value}
        await self._ask()

    async def watch(self) -> None:
        """Look again and again at what goes on, as often as the page asks for."""
        while True:
            fragment, pause = next(iter(self.looks.items()), ("", PATIENCE))
            await asyncio.sleep(pause)
            await self.run(fragment)

    async def run(self, fragment: str = "") -> None:
        """Have the page's script run, or a part of it, and take all that comes of it."""
        await self._ask(fragment)
        await self.hear()

    async def _ask(self, fragment: str = "") -> None:
        message = BackMsg()
        asked = message.rerun_script
        asked.fragment_id, asked.is_auto_rerun = fragment, bool(fragment)
        asked.query_string, asked.page_script_hash = self.at.query, self.page
        asked.page_name = "" if self.page else self.at.path.strip("/")
        asked.cached_message_hashes.extend(self.held)
        for id, state in self.states.items():
            asked.widget_states.widgets.add(id=id, **state)  # type: ignore[arg-type]
        assert self._socket is not None
        await self._socket.send(message.SerializeToString())

    async def hear(self) -> None:
        """Take what comes until a run has ended that was not given up for another."""
        assert self._socket is not None
        async with asyncio.timeout(PATIENCE):
            while not self._take(await self._socket.recv()):
                pass

    def _take(self, data: str | bytes) -> bool:
        """Take a message; whether it ends a run that was not given up for another."""
        assert isinstance(data, bytes)
        self.received += len(data)
        message = ForwardMsg.FromString(data)
        if message.ref_hash:
            message = self.held[message.ref_hash]
        elif message.metadata.cacheable:
            self.held[message.hash] = message
        kind = message.WhichOneof("type")
        if kind == "auto_rerun":
            self.looks[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "stop_auto_rerun":
            for fragment in message.stop_auto_rerun.fragment_ids:
                self.looks.pop(fragment, None)
        elif kind == "new_session":
            self.session = message.new_session.initialize.session_id
            self.runs += 1
        elif kind == "page_info_changed":
            self.at = self.at._replace(query=message.page_info_changed.query_string)
        elif kind == "navigation":
            self.page = message.navigation.page_script_hash
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._see(message.delta)
        return kind == "script_finished" and message.script_finished in ENDS

    def _see(self, delta: Delta) -> None:
        kind: str = delta.new_element.WhichOneof("type") or "empty"
        element = getattr(delta.new_element, kind)
        if kind == "exception":
            raise RuntimeError(f"The page says: {element.message}")
        if kind == "bidi_component":
            kind = element.component_name
        if kind == "button":
            kind = f"button {element.label}"
        if getattr(element, "id", ""):
            self.elements[element.id] = (kind, getattr(element, "bytes", b""))

    @property
    def picture(self) -> bytes:
        """What the stepper was given to draw, all pieces; nothing where there is none."""
        return b"".join(self.pieces.values())

    @property
    def pieces(self) -> dict[str, bytes]:
        """The pieces of the stepper's scene, by their elements."""
        scene = ("lstmviz_piece", "lstmviz_stepper")
        return {id: data for id, (kind, data) in self.elements.items() if kind in scene}

    async def change(self, word: str) -> float:
        """Let go of a change at the bench of What if, in the words of the link."""
        stepper = next(id for id, (kind, _) in self.elements.items() if kind == "lstmviz_stepper")
        began, told = time.perf_counter(), json.dumps([{"event": "changed", "value": word}])
        self.states = {_make_trigger_id(stepper, "events"): {"json_trigger_value": told}}
        await self.run()
        self.states.clear()
        return time.perf_counter() - began


async def _read_answer(reader: asyncio.StreamReader) -> int:
    """Read one answer to its end: its bytes."""
    head = await reader.readuntil(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
    if fields.get(b"transfer-encoding") != b"chunked":
        length = int(fields.get(b"content-length", 0))
        await reader.readexactly(length)
        return len(head) + length
    size = len(head)
    while length := int(await reader.readline(), 16):
        await reader.readexactly(length + 2)
        size += length
    await reader.readline()
    return size

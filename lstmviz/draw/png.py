"""Numbers -> colours -> a PNG of one pixel a value: the still counterpart of stepper/colours.js."""

import base64
import struct
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

ENTRIES = 256

Pixels = NDArray[np.uint8]  # (rows, columns, 4): red, green, blue, alpha


def colour_table(colours: Sequence[str]) -> Pixels:
    """Colours "#rrggbb", spread evenly, as (256, 3) entries of red, green, blue."""
    stops = np.array([[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in colours])
    at = np.linspace(0, len(stops) - 1, ENTRIES)
    mixed = [np.interp(at, range(len(stops)), channel) for channel in stops.T]
    return np.floor(np.stack(mixed, -1) + 0.5).astype(np.uint8)


def pixels(values: Any, span: tuple[float, float], colours: Sequence[str]) -> Pixels:
    """(rows, columns) of numbers as colours; beyond the span they take its end's, and NaN is transparent."""
    low, high = span
    numbers = np.asarray(values, dtype=np.float64)
    share = np.nan_to_num((numbers - low) / (high - low))
    entries = np.clip(np.floor(share * (ENTRIES - 1) + 0.5), 0, ENTRIES - 1).astype(int)
    alpha = np.where(np.isnan(numbers), 0, 255)[..., None].astype(np.uint8)
    return np.concatenate([colour_table(colours)[entries] * (alpha > 0), alpha], axis=-1).astype(np.uint8)


def png(image: Pixels) -> bytes:
    """The image as a file."""
    rows, columns, _ = image.shape
    filtered = np.concatenate([np.zeros((rows, 1), np.uint8), image.reshape(rows, -1)], axis=1)
    header = struct.pack(">IIBBBBB", columns, rows, 8, 6, 0, 0, 0)  # 8 bits of red, green, blue and alpha
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(filtered.tobytes(), 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def data_address(content: bytes, kind: str) -> str:
    """A file as an address of its own: "data:image/png;base64,…"."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

"""The bytes of a scene, in pieces, of which the next scene of a page may share the first.

A piece is its name (16 letters, others for other content), four bytes of length, a JSON head, four bytes of
length, and float32 planes: all little-endian and aligned to four bytes. scene.js reads them.
"""

import json
import struct
from hashlib import blake2b
from typing import Any

import numpy as np

from lstmviz.draw.scene import Array

NAME = 16  # letters of a piece's name


class Planes:
    """Float32 arrays laid end to end, piece after piece, each with its place; equal ones lie there once."""

    def __init__(self) -> None:
        self.pieces: list[list[Array]] = [[]]
        self.places: dict[tuple[tuple[int, ...], bytes], list[int]] = {}

    def begin(self) -> None:
        """Another piece, in which what is not there yet comes to lie."""
        self.pieces.append([])

    def add(self, array: Any) -> list[int]:
        """Append an array of one or two dimensions; returns [piece, offset, rows, columns]."""
        plane = np.ascontiguousarray(np.atleast_2d(np.asarray(array, dtype="<f4")))
        content = plane.shape, plane.tobytes()
        if content not in self.places:
            last = self.pieces[-1]
            self.places[content] = [len(self.pieces) - 1, sum(one.size for one in last), *plane.shape]
            last.append(plane)
        return self.places[content]


def piece(head: dict[str, Any], arrays: list[Array]) -> bytes:
    """A head and the planes that lie in this piece, as bytes."""
    text = json.dumps(head, allow_nan=False, ensure_ascii=False).encode()
    text += b" " * (-len(text) % 4)
    floats = b"".join(array.tobytes() for array in arrays)
    content = struct.pack("<I", len(text)) + text + struct.pack("<I", len(floats)) + floats
    return blake2b(content, digest_size=NAME // 2).hexdigest().encode() + content

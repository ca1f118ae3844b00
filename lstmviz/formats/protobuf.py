"""Protocol Buffers' wire format, without messages' classes. https://protobuf.dev/programming-guides/encoding

The onnx package builds every object that a file describes: 4 MB of empty nodes become 290 MB. Here a message
stays a stretch of the file until its fields are asked for.
"""

from collections.abc import Iterator
from functools import cached_property

from lstmviz.errors import InputError

MOST_FIELDS = 200_000  # looked at in one file; they take about half a second

_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5


class FieldsLeft:
    """How many fields of one file may still be looked at."""

    def __init__(self, fields: int = MOST_FIELDS) -> None:
        self.left = fields

    def take(self) -> None:
        """Count one field; InputError where there were too many."""
        self.left -= 1
        if self.left < 0:
            raise InputError("the file has more than {most:,} fields.", most=MOST_FIELDS)


class Message:
    """A stretch of a file, and the fields in it by their numbers. InputError where it is broken."""

    def __init__(self, data: memoryview, fields_left: FieldsLeft) -> None:
        self.data = data
        self.fields_left = fields_left

    def messages(self, number: int) -> Iterator["Message"]:
        """The messages in the fields of this number."""
        return (Message(data, self.fields_left) for data in self._blobs(number))

    def texts(self, number: int) -> list[str]:
        """The strings in the fields of this number."""
        return [bytes(data[:1000]).decode(errors="replace") for data in self._blobs(number)]

    def text(self, number: int) -> str:
        """The string of a field that is not repeated: the last one, "" if there is none."""
        return (self.texts(number) or [""])[-1]

    def blob(self, number: int) -> memoryview | None:
        """The bytes of a field that is not repeated."""
        found = self._blobs(number)
        return found[-1] if found else None

    def integers(self, number: int) -> list[int]:
        """The signed 64-bit integers in the fields of this number, packed or one by one."""
        values: list[int] = []
        for value in self._fields.get(number, []):
            values += [value] if isinstance(value, int) else self._packed(value)
        return [value - 2**64 if value >= 2**63 else value for value in values]

    def integer(self, number: int, default: int = 0) -> int:
        """The integer of a field that is not repeated."""
        return (self.integers(number) or [default])[-1]

    def packed(self, number: int) -> bytes:
        """The floats or doubles in the fields of this number, packed or one by one, as in the file."""
        return b"".join(self._blobs(number))

    @cached_property
    def _fields(self) -> dict[int, list[int | memoryview]]:
        found: dict[int, list[int | memoryview]] = {}
        at = 0
        while at < len(self.data):
            self.fields_left.take()
            key, at = self._varint(at)
            if key & 7 == _VARINT:
                value, at = self._varint(at)
                found.setdefault(key >> 3, []).append(value)
                continue
            length, at = self._varint(at) if key & 7 == _BYTES else (_fixed_length(key & 7), at)
            if at + length > len(self.data):
                raise InputError("the file is broken: a field reaches behind its message.")
            found.setdefault(key >> 3, []).append(self.data[at : at + length])
            at += length
        return found

    def _blobs(self, number: int) -> list[memoryview]:
        return [value for value in self._fields.get(number, []) if isinstance(value, memoryview)]

    def _packed(self, data: memoryview) -> list[int]:
        inner, at, values = Message(data, self.fields_left), 0, []
        while at < len(data):
            self.fields_left.take()
            value, at = inner._varint(at)
            values.append(value)
        return values

    def _varint(self, at: int) -> tuple[int, int]:
        """An integer of seven bits a byte, the lowest first, and where it ends."""
        value = 0
        for place in range(min(10, len(self.data) - at)):
            byte = self.data[at + place]
            value |= (byte & 0x7F) << (7 * place)
            if byte < 0x80:
                return value & (2**64 - 1), at + place + 1
        raise InputError("the file is broken: an integer has no end.")


def _fixed_length(wire_type: int) -> int:
    if wire_type == _EIGHT_BYTES:
        return 8
    if wire_type == _FOUR_BYTES:
        return 4
    raise InputError("the file is broken: there is no wire type {wire_type}.", wire_type=wire_type)

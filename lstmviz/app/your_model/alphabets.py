"""An alphabet as a visitor gives it: characters in their order, or JSON."""

import json
from collections.abc import Mapping

from lstmviz.errors import InputError

MOST_SYMBOLS = 20_000
LONGEST_SYMBOL = 40  # characters


def read_alphabet(text: str) -> tuple[str, ...]:
    """The symbols, each at its place: of characters, a JSON list, or a JSON object from symbol to place.

    Raises InputError where a symbol comes twice or is too long, or there are too many.
    """
    symbols = (
        _of_json(text) if text.lstrip()[:1] in ("[", "{") and len(text) > 1 else tuple(text.strip("\r\n"))
    )
    if len(symbols) > MOST_SYMBOLS:
        raise InputError(
            "The alphabet has {symbols:,} symbols; the limit is {most:,}. Leave out what the net never "
            "reads.",
            symbols=len(symbols),
            most=MOST_SYMBOLS,
        )
    seen: set[str] = set()
    for place, symbol in enumerate(symbols):
        if symbol in seen:
            raise InputError(
                "Symbol {place} of the alphabet, {symbol}, is there twice. Leave one out.",
                place=place,
                symbol=repr(symbol),
            )
        if not 0 < len(symbol) <= LONGEST_SYMBOL:
            raise InputError(
                "Symbol {place} of the alphabet has {length} characters; it may have 1 to {most}.",
                place=place,
                length=len(symbol),
                most=LONGEST_SYMBOL,
            )
        seen.add(symbol)
    return symbols


def _of_json(text: str) -> tuple[str, ...]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            'The alphabet is not valid JSON ({error}). Write it as ["a", "b"], or type its characters alone.',
            error=error,
        ) from None
    if isinstance(read, Mapping) and sorted(map(str, read.values())) == sorted(map(str, range(len(read)))):
        read = sorted(read, key=lambda symbol: int(read[symbol]))
    if not isinstance(read, list) or not all(isinstance(symbol, str) for symbol in read):
        raise InputError(
            "The alphabet is JSON, but neither a list of texts nor an object from each text to its "
            "number, 0, 1, 2 …"
        )
    return tuple(read)

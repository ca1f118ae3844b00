"""An SVG in pixels: resvg paints it, which needs no browser."""

from functools import cache

from lstmviz.errors import InputError

_LETTER = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">x</text></svg>'
_NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'


def painted(svg: str, zoom: float = 1.0) -> bytes:
    """The picture as a PNG, so many times as large as the SVG says.

    Raises:
        InputError: resvg is not installed, or the machine has no font and letters would be missing.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise InputError(
            "A PNG is painted by resvg: pip install 'lstmviz[png]', or write_svg, which needs nothing."
        ) from None
    if not _has_a_font():
        raise InputError("This machine has no font to paint letters with; install one, or write_svg.")
    return svg_to_bytes(svg_string=svg, zoom=zoom)


@cache
def _has_a_font() -> bool:
    from resvg_py import svg_to_bytes

    return svg_to_bytes(svg_string=_LETTER) != svg_to_bytes(svg_string=_NOTHING)

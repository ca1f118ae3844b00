"""torch, imported where it is first used: a page shows its first picture a second earlier without it.

    from lstmviz.lazy_torch import torch

For modules that a page loads before it has a picture; annotations that name torch's types are left as text
there (`from __future__ import annotations`). All others import torch as usual.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch as torch
else:

    class _Torch:
        """Looks like the module; asking for a name loads it."""

        def __getattr__(self, name: str) -> Any:
            import torch

            return getattr(torch, name)

    torch = _Torch()

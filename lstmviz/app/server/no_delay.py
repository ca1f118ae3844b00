"""Small answers are sent at once: Streamlit opens its socket so that they wait for the one before, up to 40 ms.

An answer is sent in two parts, its head and its body. Where TCP holds a small part back until the one before has
been acknowledged (Nagle's algorithm), and the browser waits a little before it acknowledges, both wait.
"""

import gc
from socket import AF_INET, AF_INET6, IPPROTO_TCP, SOCK_STREAM, TCP_NODELAY, socket


def send_at_once() -> None:
    """Switch that off for the sockets that there are; the connections they take in have it from them."""
    sockets = [one for one in gc.get_objects() if type(one) is socket and one.fileno() >= 0]
    for (
        one
    ) in sockets:  # asyncio does so itself, but not where a socket says its protocol by 0, as Streamlit's
        if one.family in (AF_INET, AF_INET6) and one.type == SOCK_STREAM:
            one.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)

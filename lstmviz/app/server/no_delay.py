"""Small answers are sent at once.

An answer is sent in two parts, its head and its body. TCP holds a small part back until the one before has
been acknowledged (Nagle's algorithm), and a browser may take 40 ms over that. asyncio switches it off for all
sockets of TCP, but does not know as one what Streamlit opens, whose protocol is said by 0.
"""

import gc
from socket import AF_INET, AF_INET6, IPPROTO_TCP, SOCK_STREAM, TCP_NODELAY, socket


def send_at_once() -> None:
    """Have nothing held back by the sockets that there are, nor by the connections that they will take in."""
    sockets = [one for one in gc.get_objects() if type(one) is socket and one.fileno() >= 0]
    for one in sockets:
        if one.family in (AF_INET, AF_INET6) and one.type == SOCK_STREAM:
            one.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)

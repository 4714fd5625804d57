"""Several presses at one moment, each in a thread and on a connection to the database of its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def at_once(act, number):
    """Call a function from so many threads at one moment, and return what the calls gave."""
    barrier = threading.Barrier(number)

    def one(_number):
        barrier.wait(30)
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))

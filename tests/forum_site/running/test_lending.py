"""The pool lends the connection that was used last, on which most is planned."""

import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from forum_site.running import lending

pytestmark = pytest.mark.django_db


def test_the_connection_that_came_back_last_is_lent_next(monkeypatch):
    monkeypatch.setattr(ConnectionPool, "_get_ready_connection", ConnectionPool._get_ready_connection)
    lending.latest_first()
    known = {"host": connection.settings_dict["HOST"], "port": connection.settings_dict["PORT"]}
    known |= {"user": connection.settings_dict["USER"], "password": connection.settings_dict["PASSWORD"]}
    known |= {"dbname": connection.settings_dict["NAME"]}
    given = {name: value for name, value in known.items() if value}
    with ConnectionPool(kwargs=given, min_size=3, open=True) as pool:
        pool.wait()
        some = [pool.getconn() for _one in range(3)]
        for one in some:
            pool.putconn(one)
        lent = [pool.getconn() for _one in range(3)]
        for one in lent:
            pool.putconn(one)
    assert lent == some[::-1]

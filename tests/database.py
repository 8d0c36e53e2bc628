"""How a test that really writes leaves the database empty."""

import pytest
from django.db import connections, transaction
from django.test import TransactionTestCase

# Written once, when the database is made; nobody changes them.
KEPT = {"django_content_type", "auth_permission"}


def _empty(connection):
    """Delete the rows of the tables that have some, once whoever still writes has ended.

    Django empties every table, then writes its permissions again: some ninety tables where a test
    filled ten.
    """
    quote = connection.ops.quote_name
    tables = sorted(set(connection.introspection.django_table_names()) - KEPT)
    filled = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {quote(table)})" for table in tables
    )
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL lock_timeout = '60s'")  # whoever never ends is a fault
            cursor.execute(f"LOCK TABLE {', '.join(map(quote, tables))}")
        cursor.execute(filled)
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {quote(table)}")


@pytest.fixture(scope="session", autouse=True)
def _emptied_where_filled():
    def tear_down(case):
        for alias in case._databases_names(include_mirrors=False):
            _empty(connections[alias])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", tear_down)
        yield

"""A team always keeps somebody who answers for it."""

from hypothesis import given, strategies as st

from partners.domain.membership import ALONE, refusal

TEAMS = st.dictionaries(st.integers(1, 6), st.booleans(), min_size=1)


@given(TEAMS, st.integers(1, 6), st.booleans())
def test_what_is_not_refused_leaves_a_responsable(responsables, account, stays):
    after = responsables | {account: stays} if account in responsables else responsables
    if refusal(responsables, account, stays=stays):
        assert not any(after.values())
    else:
        assert any(after.values()) or not any(responsables.values())


def test_the_reason_says_what_to_do_first():
    assert refusal({1: True, 2: False}, 1, stays=False) == ALONE

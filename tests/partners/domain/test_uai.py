import pytest

from partners.domain.uai import is_uai, write_uai


@pytest.mark.parametrize(
    "typed", ["0691234A", "0691234a", " 069 1234 a ", "069-1234-A", "069\u00a01234\u202fA"]
)
def test_it_is_kept_as_it_is_written_everywhere(typed):
    assert write_uai(typed) == "0691234A"
    assert is_uai(write_uai(typed))


@pytest.mark.parametrize(
    "typed", ["", "691234A", "0691234", "0691234AB", "069123OA", "\u0660691234A"]
)
def test_another_form_is_none(typed):
    assert not is_uai(write_uai(typed))

"""Acts on a pupil’s file that comes and goes."""

from meetings.portable.actions.files import give_file, receive_file
from meetings.portable.actions.transfers import (
    accept_transfer,
    propose_transfer,
    refuse_transfer,
    withdraw_transfer,
)

__all__ = [
    "accept_transfer",
    "give_file",
    "propose_transfer",
    "receive_file",
    "refuse_transfer",
    "withdraw_transfer",
]

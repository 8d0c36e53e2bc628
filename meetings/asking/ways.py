"""How one person may be reached about dates."""

from meetings.addresses import ADDRESSED, address_of, may_be_given

__all__ = ["ADDRESSED", "address_of", "may_be_given"]

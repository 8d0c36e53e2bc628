"""Calendar files people bring, of which only busy intervals are kept, with no noun of ours.

`reading.read_busy` is the door; what is beside it runs in a process of its own, and knows neither
Django nor us.
"""

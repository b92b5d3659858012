"""Recognise claims that give the speed of a line."""

from kb.model import Claim

#: Units of a claim that speak of a line's speed.
_SPEED_UNITS = frozenset(("兆", "M", "Mbps", "Mb/s", "兆比特每秒", "千兆", "G", "Gbps"))


def speaks_of_speed(claim: Claim) -> bool:
    """Tell whether a claim gives the speed of a line."""
    return claim.value is not None and claim.unit in _SPEED_UNITS

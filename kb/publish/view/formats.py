"""Write amounts, addresses and dates as readers meet them."""

import re
from decimal import Decimal

from kb.model import Cost


def yuan(amount: float) -> str:
    """Write a sum of money as people say it, 3000 万元, and never rounded."""
    if amount >= 10_000 and amount % 100 == 0:
        whole = int(amount)
        if whole >= 10**10 and whole % 10_000 == 0:
            return f"{_divided(whole, 8)} 亿元"
        return f"{in_ten_thousands(whole)} 万元"
    return f"{Decimal(repr(amount)):,f}".removesuffix(".0") + " 元"


def in_ten_thousands(amount: int) -> str:
    """Write a number as so many 万."""
    return _divided(amount, 4)


def _divided(whole: int, zeros: int) -> str:
    """Divide by a power of ten, with all digits: floats have but seventeen."""
    front, rest = divmod(whole, 10**zeros)
    return f"{front}.{rest:0{zeros}}".rstrip("0").rstrip(".") if rest else str(front)


def cost_in_words(cost: Cost) -> str:
    """Say what a practice cost: the sum, then the note, as far as known."""
    amount = yuan(cost.amount) if cost.amount is not None else ""
    return f"{amount} {cost.note or ''}".strip()


def is_web(address: str) -> bool:
    """Tell whether an address may become a link."""
    return re.match(r"https?://", address) is not None


def full_date(date: str) -> str:
    """Complete 2011 or 2011-09 to a day, as a sitemap needs it."""
    return date + "-01" * (2 - date.count("-"))

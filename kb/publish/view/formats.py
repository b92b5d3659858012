"""Write amounts, addresses and dates as readers meet them."""

import re


def yuan(amount: float) -> str:
    """Write a sum of money as people say it: 3000 万元."""
    if amount >= 10_000 and amount % 100 == 0:
        return f"{amount / 10_000:g} 万元" if amount < 1e10 else f"{amount / 1e8:g} 亿元"
    return f"{amount:,.0f} 元"


def is_web(address: str) -> bool:
    """Tell whether an address may become a link."""
    return re.match(r"https?://", address) is not None


def full_date(date: str) -> str:
    """Complete 2011 or 2011-09 to a day, as a sitemap needs it."""
    return date + "-01" * (2 - date.count("-"))

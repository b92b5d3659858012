"""Write amounts, addresses and dates as readers meet them."""

import re
from decimal import Decimal

from kb.model import Cost, Effect
from kb.model.base import number_in_full

_UNITS = {"SD": "个标准差", "个月": "个月的进度", "百分位": "个百分位", "百分点": "个百分点"}


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


def effect_in_words(effect: Effect) -> str:
    """Say an effect with its unit and interval: 0.15 个标准差（0.05 至 0.25），一学期后."""
    unit = effect.unit if effect.unit == "%" else f" {_UNITS.get(effect.unit, effect.unit)}"
    bounds = [number_in_full(bound) for bound in (effect.low, effect.high) if bound is not None]
    interval = f"（{bounds[0]} 至 {bounds[1]}）" if len(bounds) == 2 else ""
    after = f"，{effect.after}" if effect.after else ""
    return f"{number_in_full(effect.value)}{unit}{interval}{after}"

"""Group claims about one thing, so that what sources say differently is seen and not averaged; know those on speed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.model import Claim, FollowUp, Source
from kb.model.facts import Sentence


@dataclass(frozen=True)
class NumberedClaim:
    """A claim with its place in the case, which names its permanent anchor."""

    number: int
    claim: Claim

    @property
    def value(self) -> float:
        """Return the number that the claim gives, 0 where it gives none."""
        return self.claim.value or 0

    @property
    def name(self) -> str:
        """Return what the number is called in a picture."""
        return self.claim.figure or ""


@dataclass(frozen=True)
class ClaimGroup:
    """Claims that editors marked as being about the same thing; a claim with no such mark stands alone."""

    about: str | None
    claims: tuple[NumberedClaim, ...]

    @property
    def is_disputed(self) -> bool:
        """Tell whether the claims give different values for the same time; values of different times are a series."""
        by_time: dict[str | None, set[tuple[float, str | None]]] = {}
        for entry in self.claims:
            if entry.claim.value is not None:
                by_time.setdefault(entry.claim.as_of, set()).add((entry.claim.value, entry.claim.unit))
        timeless = by_time.get(None, set())
        return any(len(values | timeless) > 1 for values in by_time.values())


def date_in_words(one: Sentence, sources: Mapping[str, Source]) -> str:
    """Say what a date is: of when somebody wrote it, of a number, of what happened, or of when editors looked."""
    if isinstance(one, FollowUp):
        return f"{one.date} 查"
    if not isinstance(one, Claim) or not one.as_of:
        return ""
    source = sources.get(one.source)
    if source and source.issued and source.issued.startswith(one.as_of):
        return f"见于 {one.as_of} 的来源"
    return one.as_of if one.value is None else f"截至 {one.as_of}"


def group_claims(claims: Iterable[Claim]) -> tuple[ClaimGroup, ...]:
    """Group claims by what they are about, in the order of first mention."""
    groups: dict[str, list[NumberedClaim]] = {}
    for number, claim in enumerate(claims, start=1):
        key = f"about {claim.about}" if claim.about else f"number {number}"
        groups.setdefault(key, []).append(NumberedClaim(number, claim))
    return tuple(ClaimGroup(entries[0].claim.about, tuple(entries)) for entries in groups.values())

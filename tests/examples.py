"""Say how many examples a property test tries."""

from hypothesis import settings

NIGHTLY_FACTOR = 10


def examples(count: int) -> settings:
    """Try so many examples, the same ones each time; the nightly run tries ten times as many, at random."""
    nightly = settings.get_current_profile_name() == "nightly"
    return settings(max_examples=count * NIGHTLY_FACTOR if nightly else count)

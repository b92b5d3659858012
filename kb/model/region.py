"""Say what a place is: a division code of GB/T 2260, its name and what contains it."""

from kb.model.base import Model, Text


class Region(Model):
    """One division: ``parents`` runs from the province down to the one above."""

    code: Text
    name: Text
    parents: tuple["Region", ...] = ()

    @property
    def path(self) -> tuple["Region", ...]:
        """Return the chain from the province down to this division itself."""
        return (*self.parents, self)

    @property
    def full_name(self) -> str:
        """Return the names from the province down, joined by spaces."""
        return " ".join(part.name for part in self.path)

"""Tell how far two words are from each other."""


def edit_distance(one: str, other: str) -> int:
    """Return how many characters must be put in, left out, changed or swapped."""
    older: list[int] = []
    before = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        row = [place]
        for at, target in enumerate(other, 1):
            cost = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != target))
            if at > 1 and place > 1 and letter == other[at - 2] and one[place - 2] == target:
                cost = min(cost, older[at - 2] + 1)
            row.append(cost)
        older, before = before, row
    return before[-1]

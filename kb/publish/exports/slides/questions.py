"""Choose what to discuss about some cases, as the workshop page does (web/workshop/questions.mjs)."""

from collections.abc import Sequence

from kb.model import Case, Questions


def chosen_questions(cases: Sequence[Case], questions: Questions | None) -> list[str]:
    """Return one question for each case, then on, what many share first."""
    if not questions:
        return []
    about: dict[tuple[str, str], list[int]] = {}
    for at, case in enumerate(cases):
        for family, labels in (("problems", case.problem), ("models", case.model)):
            for label in labels:
                if questions.on(family, label):
                    about.setdefault((family, label), []).append(at)
    asked = {key: questions.on(*key) for key in about}
    ranked = sorted(about, key=lambda key: len(about[key]), reverse=True)
    first = [key for at in range(len(cases)) if (key := next((one for one in ranked if at in about[one]), None))]
    keys = tuple(dict.fromkeys([*first, *ranked]))
    longest = max((len(some) for some in asked.values()), default=0)
    rounds = [(key, turn) for turn in range(longest) for key in keys if turn < len(asked[key])]
    wanted = max(len(set(first)), min(10, len(cases) + 3))
    chosen = sorted(rounds[:wanted], key=lambda one: (ranked.index(one[0]), one[1]))
    return [asked[key][turn] for key, turn in chosen]

"""Hand what research says of a model to packs that are built in the browser: ``models/<id>.js``."""

from kb.citation.reference import reference_of_source
from kb.citation.style import render_entry
from kb.model import Corpus
from kb.publish.view.forest_plot import forest_plot
from kb.publish.view.formats import effect_in_words


def research_payload(label: str, corpus: Corpus) -> dict[str, object] | None:
    """Return the words, the plot and the references of the studies on a model; None where there is no study."""
    studies = corpus.studies.on("models", label)
    if not studies:
        return None
    plot = forest_plot(studies)
    cited = dict.fromkeys(study.sources[0].source for study in studies)
    return {
        "label": label,
        "text": corpus.studies.overview_on("models", label),
        "count": len(studies),
        "unplotted": len(studies) - len({row.study.id for row in plot.rows} if plot else ()),
        "zero": plot.zero if plot else 0,
        "ticks": plot.ticks if plot else (),
        "rows": [
            {
                "title": row.study.title,
                "about": " · ".join(
                    (row.effect.outcome, f"{row.study.level} 级", row.study.place or row.study.country or "地点没有写")
                ),
                "effect": effect_in_words(row.effect),
                "place": (row.at, row.start, row.end),
            }
            for row in (plot.rows if plot else ())
        ],
        "references": [render_entry(reference_of_source(corpus.sources[name])) for name in cited],
    }

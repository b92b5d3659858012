"""Render the pages of places: the province grid, every province, and each division that has cases."""

from collections.abc import Iterator, Sequence

from kb.model import Notice, Region
from kb.publish.core.page import Page
from kb.publish.pages.listing import listings
from kb.publish.pages.renderer import PageRenderer
from kb.publish.view.catalogue import Catalogue, place_of
from kb.publish.view.formats import yuan
from kb.publish.view.province_map import MEASURES, map_tiles
from kb.publish.view.tile_grid import Tile


def render_regions(catalogue: Catalogue, renderer: PageRenderer) -> Iterator[Page]:
    """Yield the list of places, then a page for each."""
    grid = catalogue.tiles()
    tiles = map_tiles(catalogue)
    provinces = [
        (place_of(tile.code), catalogue.places_below(tile.code), tile.count)
        for tile in sorted(grid, key=lambda tile: (-tile.count, tile.code))
        if tile.count
    ]
    yield renderer.page(
        "regions/index.html",
        "regions.html",
        tiles=tiles,
        measures=MEASURES[: len(tiles[0].readings)],
        provinces=provinces,
    )
    for code in catalogue.places:
        yield from _render_place(catalogue, renderer, place_of(code), grid)


def _render_place(
    catalogue: Catalogue, renderer: PageRenderer, region: Region, provinces: Sequence[Tile]
) -> Iterator[Page]:
    cases = catalogue.cases_in(region.code)
    below = [(part, len(catalogue.cases_in(part.code))) for part in catalogue.places_below(region.code)]
    measures = _measures_in_words(catalogue.corpus.notice, region.code)
    steps = [("地区", "regions/index.html"), *((part.name, f"regions/{part.code}.html") for part in region.parents)]
    # Below the provinces the way up is enough: thousands of grids would weigh more than the cases.
    grid = () if region.parents else provinces
    for listing in listings(cases, f"regions/{region.code}.html"):
        yield renderer.page(
            listing.uri,
            "region.html",
            region=region,
            steps=steps,
            total=len(cases),
            listing=listing,
            below=below,
            measures=measures,
            grid=grid,
        )


def _measures_in_words(notice: Notice | None, code: str) -> list[str]:
    """Say what the notice records for one province."""
    row = next((row for row in notice.measures if row.region == code), None) if notice else None
    if row is None:
        return []
    words = (
        "对试点有专门的工作安排" if row.work_arrangements else None,
        "制定了试点工作方案" if row.plan else None,
        "落实了保障措施" if row.safeguards else None,
        f"专项经费 {yuan(row.fund)}" if row.fund is not None else None,
        "开过经验交流会" if row.exchange_meeting else None,
        row.other,
    )
    return list(filter(None, words))

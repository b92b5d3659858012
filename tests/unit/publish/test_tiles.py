"""The province grid holds all 34 provincial units, each in a place of its own, read row by row."""

from kb.content.regions import region_of
from kb.publish.view.tile_grid import province_tiles, provinces


def test_every_province_has_one_tile_in_its_order_under_the_beginning_of_its_name() -> None:
    tiles = province_tiles(lambda code: 2 * (code == "340000"))
    places = [(tile.row, tile.column) for tile in tiles]
    assert places == sorted(set(places))
    assert len(tiles) == len(provinces()) == 34
    assert {tile.code: tile.count for tile in tiles if tile.count} == {"340000": 2}
    for tile in tiles:
        region = region_of(tile.code)
        assert region is not None
        assert region.name.startswith(tile.name)

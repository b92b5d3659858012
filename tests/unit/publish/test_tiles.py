"""The province grid holds all 34 provincial units, each in a place of its own."""

from kb.content.regions import region_of
from kb.publish.view.tile_grid import province_tiles, provinces


def test_every_province_has_one_tile_and_no_tile_covers_another() -> None:
    tiles = province_tiles(lambda code: 2 * (code == "340000"))
    assert len(tiles) == len(provinces()) == len({(tile.column, tile.row) for tile in tiles}) == 34
    assert {tile.code: tile.count for tile in tiles if tile.count} == {"340000": 2}


def test_short_names_begin_the_official_ones() -> None:
    for tile in province_tiles(lambda _: 0):
        region = region_of(tile.code)
        assert region is not None
        assert region.name.startswith(tile.name)


def test_tiles_are_read_row_by_row() -> None:
    places = [(tile.row, tile.column) for tile in province_tiles(lambda _: 0)]
    assert places == sorted(places)

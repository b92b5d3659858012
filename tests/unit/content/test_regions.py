"""The division table knows the places our cases name, and what contains them."""

import pytest

from kb.content.regions import region_of
from kb.region_table import region_names


@pytest.mark.parametrize(
    ("code", "full_name"),
    [
        ("110000", "北京市"),
        ("110108", "北京市 海淀区"),
        ("340200", "安徽省 芜湖市"),
        ("370783", "山东省 潍坊市 寿光市"),
        ("510683", "四川省 德阳市 绵竹市"),
        ("440305", "广东省 深圳市 南山区"),
        ("441900", "广东省 东莞市"),
        ("419001", "河南省 济源市"),
        ("659001", "新疆维吾尔自治区 石河子市"),
        ("460400", "海南省 儋州市"),
        ("469003", "海南省 儋州市"),
        ("533321", "云南省 怒江傈僳族自治州 泸水县"),
        ("710000", "台湾省"),
    ],
)
def test_a_code_names_a_place_and_everything_above_it(code: str, full_name: str) -> None:
    region = region_of(code)
    assert region
    assert region.full_name == full_name
    assert [part.code for part in region.path][-1] == code


@pytest.mark.parametrize("code", ["990000", "340299", "000000", "", "34020", "芜湖", "110100"])
def test_a_code_outside_the_table_names_nothing(code: str) -> None:
    assert region_of(code) is None


def test_every_code_has_six_digits_and_a_province() -> None:
    names = region_names()
    assert len(names) > 3200
    assert all(len(code) == 6 and code.isdecimal() and f"{code[:2]}0000" in names for code in names)
    assert len([code for code in names if code.endswith("0000")]) == 34
    assert not {"市辖区", "县", "省直辖县级行政区划"} & set(names.values())

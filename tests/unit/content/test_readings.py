"""Readings: every division in the table is read as the people who live there read it."""

from kb.content.readings import REGION_READINGS, pinyin_of
from kb.region_table import region_names
from kb.search.text.pinyin import count_name_sounds
from kb.search.text.tables import syllables

#: Names whose characters are read in more than one way, as their people read them.
KNOWN = """
长治市 chang zhi shi, 长子县 zhang zi xian, 珲春市 hun chun shi, 洪洞县 hong tong xian, 洞头区 dong tou qu,
单县 shan xian, 丰都县 feng du xian, 六安市 lu an shi, 六合区 lu he qu, 六盘水市 liu pan shui shi,
铅山县 yan shan xian, 蚌埠市 beng bu shi, 蚌山区 beng shan qu, 乐清市 yue qing shi, 乐亭县 lao ting xian,
乐陵市 lao ling shi, 乐山市 le shan shi, 民乐县 min le xian, 南乐县 nan le xian, 歙县 she xian, 荥阳市 xing yang shi,
荥经县 ying jing xian, 浚县 xun xian, 莘县 shen xian, 筠连县 jun lian xian, 犍为县 qian wei xian, 台州市 tai zhou shi,
番禺区 pan yu qu, 吐鲁番市 tu lu fan shi, 东阿县 dong e xian, 阿荣旗 a rong qi, 大埔县 da bu xian, 黄埔区 huang pu qu,
盱眙县 xu yi xian, 亳州市 bo zhou shi, 涡阳县 guo yang xian, 漯河市 luo he shi, 朝阳市 chao yang shi,
朝阳区 chao yang qu, 尉氏县 wei shi xian, 尉犁县 yu li xian, 蔚县 yu xian, 井陉县 jing xing xian, 行唐县 xing tang xian,
闵行区 min hang qu, 泊头市 bo tou shi, 大城县 dai cheng xian, 繁峙县 fan shi xian, 隰县 xi xian, 解放区 jie fang qu,
弓长岭区 gong chang ling qu, 穆棱市 mu ling shi, 绥棱县 sui leng xian, 溧水区 li shui qu, 邗江区 han jiang qu,
句容市 ju rong shi, 鄞州区 yin zhou qu, 枞阳县 zong yang xian, 砀山县 dang shan xian, 黟县 yi xian,
马尾区 ma wei qu, 长汀县 chang ting xian, 芝罘区 zhi fu qu, 莒县 ju xian, 鄄城县 juan cheng xian, 茌平区 chi ping qu,
牟平区 mu ping qu, 中牟县 zhong mu xian, 牟定县 mou ding xian, 渑池县 mian chi xian, 泌阳县 bi yang xian,
武陟县 wu zhi xian, 郏县 jia xian, 柘城县 zhe cheng xian, 召陵区 shao ling qu, 黄陂区 huang pi qu, 猇亭区 xiao ting qu,
曾都区 zeng du qu, 秭归县 zi gui xian, 耒阳市 lei yang shi, 郴州市 chen zhou shi, 汨罗市 mi luo shi,
澧县 li xian, 东莞市 dong guan shi, 佛山市 fo shan shi, 佛冈县 fo gang xian, 龙圩区 long xu qu, 覃塘区 qin tang qu,
百色市 bai se shi, 儋州市 dan zhou shi, 綦江区 qi jiang qu, 涪陵区 fu ling qu, 重庆市 chong qing shi, 郫都区 pi du qu,
邛崃市 qiong lai shi, 什邡市 shi fang shi, 都江堰市 du jiang yan shi, 珙县 gong xian, 阆中市 lang zhong shi,
色达县 se da xian, 都匀市 du yun shi, 岑巩县 cen gong xian, 漾濞彝族自治县 yang bi yi zu zi zhi xian,
个旧市 ge jiu shi, 绿春县 lv chun xian, 勐海县 meng hai xian, 浪卡子县 lang ka zi xian, 柞水县 zha shui xian,
吴堡县 wu bu xian, 红寺堡区 hong si bu qu, 岷县 min xian, 宕昌县 tan chang xian, 崆峒区 kong tong qu,
称多县 chen duo xian, 乐都区 le du qu, 喀什市 ka shi shi, 乌什县 wu shi xian, 伽师县 jia shi xian,
库尔勒市 ku er le shi,
且末县 qie mo xian, 康巴什区 kang ba shi qu, 克什克腾旗 ke shi ke teng qi, 昆都仑区 kun du lun qu, 厦门市 xia men shi,
歙县 she xian, 睢县 sui xian, 临朐县 lin qu xian, 宝坻区 bao di qu, 蓟州区 ji zhou qu, 藁城区 gao cheng qu,
会理市 hui li shi, 吕梁市 lv liang shi, 旅顺口区 lv shun kou qu, 万柏林区 wan bai lin qu,
襄都区 xiang du qu, 信都区 xin du qu, 望都县 wang du xian, 成都市 cheng du shi, 昌都市 chang du shi, 宜都市 yi du shi
"""


def test_places_are_read_as_their_people_read_them() -> None:
    known = dict(entry.split(maxsplit=1) for entry in KNOWN.replace("\n", " ").split(", "))
    assert len(known) > 130
    assert {name: " ".join(pinyin_of(name)) for name in known} == {name: said.strip() for name, said in known.items()}


def test_every_division_has_a_syllable_for_each_character_and_the_same_without_its_kind() -> None:
    rows = dict(line.split("\t") for line in REGION_READINGS.read_text(encoding="utf-8").splitlines())
    assert all(len(name) == len(reading.split()) for name, reading in rows.items())
    names = region_names().values()
    assert all(any(name in each for each in names) for name in rows)
    for name in names:
        read = pinyin_of(name)
        assert len(read) == len(name), name
        assert syllables().issuperset(read), (name, read)
        for row, reading in rows.items():
            if name.startswith(row):
                assert " ".join(read).startswith(reading), name


def test_a_place_among_other_words_is_read_so_too() -> None:
    assert "".join(pinyin_of("山西省长治市潞州区")) == "shanxishengchangzhishiluzhouqu"
    assert {"chang'zhi", "zhi'shi", "c'z"} <= set(count_name_sounds(["长治市某小学"]))
    assert pinyin_of("大城市的民乐队") == ["da", "cheng", "shi", "de", "min", "yue", "dui"]

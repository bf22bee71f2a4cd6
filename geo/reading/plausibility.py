"""How plausible a decoded text is: what its characters cost, the less the likelier.

A cost is about the negative natural logarithm of a probability. Texts that were decoded from the
same bytes can be compared by the sums of their costs: mojibake consists of rare characters, of
scripts mixed within a word, or of capitals after small letters.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

# The most frequent characters of running Chinese text and of the names of places, plots, land
# uses and columns; in the second text the traditional forms of some.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说"
    "产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点"
    "从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原"
    "又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革"
    "位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强"
    "放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交"
    "受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八"
    "离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布"
    "复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精"
    "值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照"
    "参红细引听该铁价严首底液官德随病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落"
    "木帮轮破亚师围注远字材排供河态封另施减树溶怎止案言士均武固叶鱼波视仅费紧爱左章早朝害续轻服试食充兵"
    "源判护司足某练差致板田降黑犯负击范继兴似余坚曲输修故城夫够送笔船占右财吃富春职觉汉画功巴跟虽杂飞检"
    "吸助升阳互初创抗考投坏策古径换未跑留钢曾端责站简述钱副尽帝射草冲承独令限阿宣环双请超微让控州良轴找"
    "否纪益依优顶础载倒房突坐粉敌略客袁冷胜绝析块剂测丝协诉念陈仍罗盐友洋错苦夜刑移频逐靠混母短皮终聚汽"
    "村云哪既距卫停烈央察烧迅境若印洲刻括激孔搞甚室待核校散侵吧甲游久菜味旧模湖货损预阻毫普稳乙妈植息扩"
    "银语挥酒守拿序纸医缺雨吗针刘啊急唱误训愿审附获茶鲜粮斤孩脱硫肥善龙演父渐血欢械掌歌沙刚攻谓盾讨晚粒"
    "乱燃矛乎杀药宁鲁贵钟煤读班伯香介迫句丰培握兰担弦蛋沉假穿执答乐谁顺烟缩征脸喜松脚困异免背星福买染井"
    "概慢怕磁倍祖皇促静补评翻肉践尼衣宽扬棉希伤操垂秋宜氢套督振架亮末宪庆编牛触映雷销诗座居抓裂胞呼娘景"
    "威绿晶厚盟衡鸡孙延危胶屋乡临陆顾掉呀灯岁措束耐剧玉赵跳哥季课凯胡额款绍卷齐伟蒸殖永宗苗川妒岩弱零杨"
    "泸渝蜀镇街巷坝塘沟湾岸桥园圃林荒坡坪岭峰溪潭泉池库堰渠港码头隧轨铁航仓储物流工矿宅商服住公园绿地耕"
    "旱湿滩涂裸设施丙丁戊己庚辛壬癸壹贰叁肆伍陆柒捌玖拾寺庙祠墓厕垃圾污泵监拟拆迁征收储备出让划拨亩备注"
    "邮编址拐弯纳溪叙永合江古蔺龙马潭阳高坎罗汉鱼塘安宁石洞胡市特兴双加邻玉屏北城南城大山坪黄舣泰蓝田"
    "規區業產東車馬門龍國學電話號華與號長間開關來時會對動經發當後實現點體機這為說們個兩種從還進過樣應讓"
    "邊處頭見記計設計認識語議論證調請讀變農資質費買賣賓館園圖書團場塊壓廠廣廳廟廢張強衛術術複觀規視覺親"
    "觸記設許訪評試詢該誌護豐貝負財責貨貿購資賀賽贊輕輛輸轉辦農連進運達遠適選遷郵鄉醫釋鋼錢錄鎮鐵鐘陽陰"
    "陳陸際隊階隨險雙雜難雲電靜響頂項順預領題類顯風飛飯飲餐館驗驛體髮鬥鬧魚鮮鳥鳳鴻麗麥黃點黨齊龜灣臺壩"
    "溝橋島嶺縣總線網綠編號稱積約級紀組結給統維續縮織義習聖聯聲職腦興舊藝節藍藥蘇處蟲補製裡規劃則創劉劃"
    "動務勝勞勢區單員問啟喬嘗圍圓執報塵夠夢奪孫學寧審寫寬實寶對導將專尋層屬岡峽帥師帶幣幾庫應廈廠廣異樓"
    "樣機標權橫檔檢歡歲歸殺氣決沒況河洩濟測渦湯滅滿漁漢潔濕濱災無煙煉熱燈營爐爭牆狀獎環現瑪產畝畢異當療"
    "發盡監盤眾礦碼確禮種稅穩窮競筆節築簡籌糧紅純紙級細終經結統絲網線練總續"
)  # fmt: skip
_FREQUENT_HANGUL = frozenset(
    "이다는을가의에고하지로사은기도리한시인어대를나그자서부아스전정수해구일들장있원연유동주용상오보비과조제안트여선라관성"
    "공단산업물류녹거역학교울개발계획토농림임야천강호읍면군남북중경신방세소무진미마재건설국민양생내금청우만광영화현문명모"
)
_FREQUENT_PUNCTUATION = frozenset("，。、；：（）《》“”‘’·—…【】！？％～")
_FREQUENT_ACCENTS = frozenset("äöüßÄÖÜéèêëàâáãåçñíìîïóòôõøæœúùûýÉÀÁÅØÆÇÓÍłŁśćężźńąčšžřěůőűğışâ")
_FREQUENT_SIGNS = frozenset("°²³§€©®«»–—’“”…·£")
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
_RARE, _JUNK = 16.0, 25.0


class _Trait(NamedTuple):
    cost: float
    script: str  # "" for what stands between words


def measure_cost(text: str) -> float:
    """Return what a text costs; comparable between readings of the same bytes.

    >>> measure_cost("地块") < measure_cost("µØ¿é")
    True
    """
    total, before, last = 0.0, "", ""
    for character in text:
        cost, script = _find_trait(character)
        total += cost
        if script and (script != before or script == "Accented"):
            total += _find_change(before, script, last, character)
        elif script in {"LATIN", "CYRILLIC", "GREEK"} and last.islower() and character.isupper():
            total += 5
        before, last = script, character
    return total


def _find_change(before: str, script: str, last: str, character: str) -> float:
    """Return what it costs that a letter of one script follows one of another, or of none."""
    if not before:
        return 1.0 if script in {"HAN", "LATIN"} else 3.0
    pair = {before, script}
    if pair == {"Accented"}:
        return 3.0 if last.isupper() >= character.isupper() else 8.0
    if pair == {"LATIN", "Accented"}:
        return 5.0 if last.islower() and character.isupper() else 0.0
    if pair == {"HAN", "LATIN"}:
        letter = character if script == "LATIN" else last
        return 1.0 if letter.isupper() else 5.0
    return 0.0 if pair == {"HAN", "KANA"} else 7.0


@lru_cache(maxsize=2**16)
def _find_trait(character: str) -> _Trait:
    code = ord(character)
    if code < 0x80:
        return _find_ascii_trait(character)
    kind = unicodedata.category(character)
    if kind[0] == "C":
        return _Trait(_JUNK, "")
    if character == "\ufffd":  # damaged before, and so read rightly now
        return _Trait(8.0, "")
    if 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or code >= 0x20000:
        return _Trait(_find_han_cost(character), "HAN")
    if kind[0] not in "LM":
        return _find_sign_trait(character, code)
    return _find_letter_trait(character, code)


def _find_ascii_trait(character: str) -> _Trait:
    if character.isalpha():
        return _Trait(3.0, "LATIN")
    if character.isdigit() or character == " ":
        return _Trait(3.0, "")
    return _Trait(4.0 if character.isprintable() or character in "\t\r\n" else _JUNK, "")


def _find_han_cost(character: str) -> float:
    """Return the cost of a Chinese character, by the level of the standards that it is on."""
    if character in _FREQUENT:
        return 6.5
    simplified, traditional = _encode(character, "gb2312"), _encode(character, "big5")
    if b"\xb0" <= simplified < b"\xd8":
        return 9.0
    if traditional and traditional < b"\xc9":
        return 10.0
    if simplified:
        return 12.0
    return 14.0 if traditional else _RARE


def _encode(character: str, encoding: str) -> bytes:
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return b""


def _find_sign_trait(character: str, code: int) -> _Trait:
    if character in _FREQUENT_PUNCTUATION or character in _FREQUENT_SIGNS:
        return _Trait(7.5, "")
    if 0xFF00 <= code <= 0xFF5E or 0x3000 <= code <= 0x303F or character.isdecimal():
        return _Trait(8.5, "")
    return _Trait(11.0, "")


def _find_letter_trait(character: str, code: int) -> _Trait:
    script = unicodedata.name(character, "").partition(" ")[0]
    capital = float(character.isupper())
    costs = {
        "LATIN": 6.0 if character in _FREQUENT_ACCENTS else 8.5,
        "CYRILLIC": capital + (3.5 if character in _RUSSIAN else 7.0),
        "GREEK": capital + 4.0,
        "HIRAGANA": 5.0,
        "KATAKANA": 5.0,
        "KATAKANA-HIRAGANA": 5.0,
        "HALFWIDTH": 9.0,
        "HANGUL": _find_hangul_cost(character),
    }
    shown = {"LATIN": "Accented", "HIRAGANA": "KANA", "KATAKANA": "KANA"}.get(script, script)
    is_rare = {
        "LATIN": 0x180 <= code < 0x1E00,
        "CYRILLIC": code >= 0x492,
        "GREEK": code >= 0x3D0,
    }.get(script, False)
    return _Trait(_RARE if is_rare else costs.get(script, 8.0), shown)


def _find_hangul_cost(character: str) -> float:
    if character in _FREQUENT_HANGUL:
        return 5.5
    return 9.0 if _encode(character, "euc_kr") else _RARE

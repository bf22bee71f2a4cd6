"""The glossary: one word for one thing, in both languages.

The tables are meant to be added to: a term that is banned (with the word to use, and the longer
words in which its letters are fine), a term that is translated in one way, a label with its
translation, a label that looks like a sentence, a Latin word that Chinese texts keep. Columns are
separated by two spaces or more; a backslash continues a line. `tests/maps/test_glossary.py` holds
them over the catalogue, `tests/webapp/test_chinese_pages.py` the last one over what is shown.
"""

import re
from functools import cache

# Chinese: what is banned, what to write, and the longer words that may have it.
BANNED_ZH = """
组成部分    分区
部分        分区          部分地区 狭长部分 多部分
区块        分区
邻区        最近的分区
全区        园区
此区        园区
高新区      园区
方位        方位角        方位角 方位投影
中心        几何中心      几何中心 投影中心
边缘        边界
大地测量    椭球面积
椭球面面积  椭球面积
测绘        实测          测绘成果
测量        量算
量测        量算
量得        量算
坐标参考系  坐标参照系
坐标基准    坐标系
概略        示意
图示轮廓    所绘轮廓
区县界线    区县界
区县代码    行政区划代码
位置精度    位置不确定度
两端合计    两端之和
定位方式    边界类型
区域        区位
近景        放大图
校验码      数据校验值
插图        图件
概况页      概况资料
许可        使用许可      使用许可
截至        数据日期
缝隙        空隙
对向子午线  180° 经线
隶属        所在分区
标识        标识符        标识符
发送        提交或上传
移动量      位移
十字        十字丝        十字丝
偏北        北东北
偏东        东东北
偏南        南东南
偏西        西西南
"""
# English: what is banned as whole words, and what to write.
BANNED_EN = """
centre                  centroid
neighbours              nearest parts
datum                   coordinate system
placement               boundary type
county code             administrative division code
county line             county boundary
county outline          county boundary
county outlines         county boundaries
sha256                  SHA-256
hash                    SHA-256
no official boundary    no machine-readable official boundary was found
do not measure          not for ... measurement
mend                    repair
mended                  repaired
anew                    again
way out                 what to do
is no                   is not a        is no evidence   there is no   is no feature
are no                  are not
movement                shift
ground gained           area gained
ask                     query
asks                    queries
generalized             generalised
digitized               digitised
color                   colour
center                  centroid
meters                  metres
kilometers              kilometres
license                 licence
"""
# Terms whose translation is fixed: the English words, and what the Chinese text has.
TERMS = """
centroid                        几何中心
bearing                         方位角
park                            产业园
parks                           产业园
parcel                          地块
parcels                         地块
sub-zone                        片区
sub-zones                       片区
basemap                         底图
crosshair                       十字丝
factsheet                       概况资料
position uncertainty            位置不确定度
published area                  公布面积
county boundary                 区县界
county boundaries               区县界
administrative division code    行政区划代码
coordinate reference system     坐标参照系
coordinate reference systems    坐标参照系
coordinate system               坐标系
map review number               审图号
compactness                     紧凑度
geodesic area                   椭球面积
range rings                     距离圈
surveyed                        实测/测绘成果
schematic                       示意
digitised                       数字化
boundary type                   边界类型
"""
# Labels: no full stop in either language.
LABELS = """
Part = 分区
Parts = 分区
Zone = 园区
Region = 区位
Core = 核心区
Place = 地点
Measure = 量算
Measured area = 量算面积
Sources = 资料来源
Licence = 使用许可
Data as of = 数据日期
Data SHA-256 = 数据校验值
Uncertainty = 不确定度
What to do = 处理建议
Boundary quality = 边界数据质量
Export = 导出
Query a point = 点位查询
"""
# Labels, headings and remarks that have a verb or a semicolon, and so look like sentences.
LABELS_LIKE_SENTENCES = """
%(parts)s and %(count)s more could be nearer
%(parts)s could be nearer
How it was drawn
What to do
You are here
Counties the zone lies in
Polsby–Popper; a circle is 1
Compactness (Polsby–Popper; a circle is 1)
Areas: published figures with sources; measured areas are geodesic, on the drawn outlines
Straight-line (geodesic) distances from each part's nearest edge; ± is the sum of the position \
uncertainties of both ends
distance from the nearest edge; bearing from the centroid, with uncertainty, below
Press T while the map has focus
latitude, longitude (WGS 84); lies outside the part
GCJ-02 tiles, shifted to align with the WGS 84 data; for display only
Points: %(count)s. %(result)s
Matches: %(count)s. First: %(first)s
"""
# Where refusals and findings are: their values are quoted, and `tests/maps/test_translations.py`
# has the rules for their marks, their stops and the Latin words in them.
REFUSALS_IN = (
    "geo/",
    "maps/figure/bounds.py",
    "maps/figure/sheet.py",
    "maps/figure/options.py",
    "maps/figure/overlay/",
    "maps/figure/page_size.py",
    "maps/i18n.py",
    "webapp/api/query.py",
    "webapp/api/responses.py",
    "webapp/api/routes.py",
    "webapp/api/services/",
    "webapp/api/temporal.py",
    "webapp/cli/",
    "webapp/http/errors.py",
    "webapp/http/query.py",
    "webapp/pages/",
)
# Standards, formats, products, units, code and the names of methods: the same in every language.
# Add a word here only if a Chinese planner writes it in Latin letters.
LATIN_WORDS = frozenset(
    """
    A4 A5 Accept Accept-Language API ArcGIS bbox bbox-crs BD-09 CGCS2000 CRS CRS84 CSV Ctrl dpi
    Delete Enter English Esc Esri GB GET POST oEmbed GCJ-02 GDAL GeoJSON GeoPackage GIS GPKG HTML ID If-Match
    If-Modified-Since If-None-Match iframe JSON Karney KML Markdown MiB MIT OGC OGC:CRS84 OpenAPI
    ODbL OpenStreetMap Valhalla PDF PNG Polsby Popper Python QGIS R RFC Retry-After Schema SHA-256 Shapefile SVG T Tab TXT UTF-8 WGS
    Word DXF EPSG:4490 EPSG:4326 EPSG:4523 GeoParquet XLSX FileGDB FlatGeobuf GML KMZ MapInfo MBTiles WKT
    Features Home End Page Up Down Shift ha km m mm GPS
    """.split()
)
_CODE = re.compile(
    r"`[^`]*`|https?://\S+|\?f=|\b[a-z]+(?:_[a-z0-9]+)+\b"  # fields
    r"|\b[\w-]+\.(?:csv|docx|geojson|gpkg|html|kml|pdf|png|svg|zip)\b|\b(?:application|text)/[\w.+-]+"
    r"|\b[0-9a-f]{12,}\b|\b\d{4}-\d\d-\d\dT[\d:]+Z|\b\d(?:\.\d+)?e-?\d+\b"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9:]*(?:[-'][A-Za-z0-9]+)*")


@cache
def squeeze(text):
    """Return a text without its white space."""
    return "".join(text.split())


def find_latin_words(text, also=()):
    """Return the Latin words of a Chinese text that are not wanted there, in their order.

    `also` are phrases (names of sources as published, ids) that are taken out before.
    """
    if not _WORD.search(text):
        return []
    squeezed = squeeze(text)
    for phrase in sorted(filter(None, also), key=len, reverse=True):
        if squeeze(phrase) in squeezed:
            letters = map(re.escape, squeeze(phrase))
            text = re.sub(r"\s*".join(letters), " ", text)  # wherever its lines are broken
            squeezed = squeeze(text)
    words = _WORD.findall(_CODE.sub(" ", text))
    return [word for word in words if word not in LATIN_WORDS and len(word) > 1]


def read_table(text):
    lines = text.replace("\\\n", "").strip().splitlines()
    return [re.split(r"\s{2,}", line.strip()) for line in lines]

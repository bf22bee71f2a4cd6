"""Files that lead a reader to another file or to a server, for every driver that GDAL has.

`DISGUISES` has a recipe or more for each driver; a driver that is new to GDAL needs a line. Each is
a text with the places `{url}` (a server), `{file}` and `{folder}` (a secret file and its folder),
or a function of these three that returns bytes.
"""

import io
import json
import sqlite3
import struct
import tempfile
import zipfile
from pathlib import Path

SECRET = "CANARY-7731"
# As the address of something; a driver takes it from the name of a file that is given.
PREFIXES = (
    *("WFS:", "OAPIF:", "WFS3:", "CSW:", "EEDA:", "ES:", "Carto:", "AmigoCloud:", "PLScenes:"),
    *("NGW:", "OGCAPI:", "MVT:", "GeoJSON:", "TopoJSON:", "ESRIJSON:", "JSONFG:", "PMTiles:"),
    *("GMLAS:", "ADBC:", "SQLite:", "GPSBabel:", "MEM:", "http:", "zip:", "file:"),
)
POINT = '{{"type": "Point", "coordinates": [105.4, 28.9]}}'
FEATURE = f'{{{{"type": "Feature", "properties": {{{{"a": 1}}}}, "geometry": {POINT}}}}}'
VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="canary"><SrcDataSource{}>{}</SrcDataSource>'
    '<GeometryField encoding="PointFromColumns" x="lon" y="lat"/></OGRVRTLayer></OGRVRTDataSource>'
)
GML = (
    '<?xml version="1.0"?>{}<a:FeatureCollection xmlns:a="http://a" '
    'xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" {}><gml:featureMember><a:b {}><a:n>{}</a:n>'
    '<a:g><gml:Point srsName="{}"><gml:coordinates>105.4,28.9</gml:coordinates></gml:Point></a:g>'
    "</a:b></gml:featureMember></a:FeatureCollection>"
)
KML = (
    '<?xml version="1.0"?>{}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}<Placemark>'
    "<name>{}</name><Point><coordinates>105.4,28.9</coordinates></Point></Placemark></Document></kml>"
)
ENTITY = '<!DOCTYPE a [<!ENTITY b SYSTEM "{}">]>'
LINKS = '"links": [{{"rel": "items", "type": "application/geo+json", "href": "{url}"}}]'
TAB = "!table\n!version 300\n!charset WindowsSimpChinese\n\nDefinition Table\n  "
GRIDS = "+proj=longlat +ellps=GRS80 +nadgrids={file} +type=crs"
WKT = (
    'GEOGCS[\\"a\\",DATUM[\\"d\\",SPHEROID[\\"s\\",6378137,298.25],'
    'EXTENSION[\\"PROJ4_GRIDS\\",\\"{file}\\"]],PRIMEM[\\"g\\",0],UNIT[\\"degree\\",0.0174532925]]'
)


def name_crs(name):
    """Return a collection with a CRS of that name."""
    return json_of(f'{{{{"type": "name", "properties": {{{{"name": "{name}"}}}}}}}}')


def json_of(crs):
    """Return a collection with a CRS."""
    return f'{{{{"type": "FeatureCollection", "crs": {crs}, "features": [{FEATURE}]}}}}'


def link_crs(kind, key):
    """Return a collection whose CRS is to be fetched."""
    return json_of(f'{{{{"type": "{kind}", "properties": {{{{"{key}": "{{url}}"}}}}}}}}')


def pad(text):
    """Return a text that is large enough to be streamed."""
    return lambda **places: text.format(**places).encode() + b" " * (33 * 2**20)


def make_database(*statements, geopackage=True):
    """Return a maker of a SQLite database that runs what its schema says when it is opened."""

    def make(**places):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.gpkg"
            base = sqlite3.connect(path)
            base.execute("PRAGMA synchronous=OFF")  # a file that nobody needs after a failure
            for name in ("ogr_geocode", "gdal_get_pixel_value", "load_extension", "readfile"):
                base.create_function(name, -1, lambda *_: None, deterministic=True)
            base.executescript(GEOPACKAGE if geopackage else "")
            base.execute("PRAGMA writable_schema=ON")
            for statement in statements:
                base.execute(statement.format(**places))
            base.commit()
            base.close()
            return path.read_bytes()

    return make


GEOPACKAGE = """PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
 organization_coordsys_id INTEGER, definition TEXT, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'undefined', '');
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT,
 description TEXT, last_change TEXT, min_x REAL, min_y REAL, max_x REAL, max_y REAL, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT,
 srs_id INTEGER, z INTEGER, m INTEGER);
CREATE TABLE one (fid INTEGER PRIMARY KEY, geom BLOB, n TEXT);
INSERT INTO one VALUES (1, X'47500001E61000000101000000CDCCCCCCCC595A4066666666666E3C40', 'x');
INSERT INTO gpkg_contents VALUES ('one', 'features', 'one', '', '', 105, 28, 106, 29, 4326);
INSERT INTO gpkg_geometry_columns VALUES ('one', 'geom', 'POINT', 4326, 0, 0);
"""
SCHEMA = "INSERT INTO sqlite_master VALUES ('table', '{0}', '{0}', 0, '{1}')"
LISTED = "INSERT INTO gpkg_contents VALUES ('{}', 'attributes', '{}', '', '', 0, 0, 0, 0, 0)"


def virtual_table(module, argument):
    """Return statements that add a virtual table, whose module SQLite itself doesn't have."""
    created = f"CREATE VIRTUAL TABLE v USING {module}({argument})".replace("'", "''")
    return SCHEMA.format("v", created), LISTED.format("v", "v")


def view(expression):
    """Return statements that make the layer a view which calls a function."""
    return (
        f"CREATE VIEW w AS SELECT fid, geom, {expression} AS n FROM one",
        "UPDATE gpkg_contents SET table_name = 'w', identifier = 'w'",
        "UPDATE gpkg_geometry_columns SET table_name = 'w'",
    )


def view_table(module, argument, column):
    """Return statements that make the layer a view with what a virtual table reads."""
    return (virtual_table(module, argument)[0], *view(f"(SELECT group_concat({column}) FROM v)"))


def foreign_view(path):
    """Return statements that make the layer a view of a table in another database."""
    created = f'CREATE VIEW w AS SELECT fid, geom, n FROM "{path}".one'
    return (SCHEMA.replace("'table'", "'view'").format("w", created), *view("n")[1:])


def make_zip(*members):
    """Return a maker of a zip; a member's third item are its Unix attributes."""

    def make(**places):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, text, *mode in members:
                entry = zipfile.ZipInfo(name.format(**places))
                entry.external_attr = (mode[0] if mode else 0o100644) << 16
                archive.writestr(entry, text.format(**places))
        return packed.getvalue()

    return make


def make_shapefile(projection):
    """Return a maker of a zipped Shapefile of a point with that .prj."""

    def make(**places):
        box = struct.pack("<8d", 105, 28, 105, 28, 0, 0, 0, 0)
        head = struct.pack("<2i", 1000, 1) + box
        point = struct.pack(">2i", 1, 10) + struct.pack("<i2d", 1, 105.4, 28.9)
        shp = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, (100 + len(point)) // 2) + head + point
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("a.shp", shp)
            archive.writestr("a.prj", projection.replace('\\"', '"').format(**places))
        return packed.getvalue()

    return make


LINK = 0o120777
WORKBOOK_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" TargetMode="External" Target="{}"/></Relationships>'
)
WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://'
    'schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def make_workbook(target, head=""):
    """Return a maker of a workbook whose sheet is elsewhere."""
    return make_zip(
        ("xl/workbook.xml", head + WORKBOOK),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS.format(target)),
    )


def make_linked_workbook(target):
    """Return a maker of a workbook with a sheet of points whose names another workbook has."""
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="str"><v>lon</v></c><c r="B1" t="str"><v>lat</v></c>'
        '<c r="C1" t="str"><v>name</v></c></row><row r="2"><c r="A2"><v>105.4</v></c>'
        '<c r="B2"><v>28.9</v></c><c r="C2"><f>[1]canary!C2</f></c></row></sheetData></worksheet>'
    )
    book = WORKBOOK.replace(
        "</workbook>",
        '<externalReferences><externalReference r:id="r2"/></externalReferences></workbook>',
    )
    return make_zip(
        ("xl/workbook.xml", book),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/_rels/workbook.xml.rels",
         f'{head}<Relationship Id="r1" Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/>'
         f'<Relationship Id="r2" Type="{kind}/externalLink" Target="externalLinks/externalLink1.xml"/>'
         "</Relationships>"),
        ("xl/externalLinks/externalLink1.xml", '<externalLink xmlns="http://schemas.openxmlformats.org/'
         f'spreadsheetml/2006/main"><externalBook xmlns:r="{kind}" r:id="r1"/></externalLink>'),
        ("xl/externalLinks/_rels/externalLink1.xml.rels",
         f'{head}<Relationship Id="r1" Type="{kind}/externalLinkPath" TargetMode="External" '
         f'Target="{target}"/></Relationships>'),
    )  # fmt: skip


DISGUISES = {
    "MEM": ["MEM:::DATAPOINTER={file}"],
    "PCIDSK": ["PCIDSK  {file}"],
    "PDS4": [
        '<Product_Observational xmlns="http://pds.nasa.gov/pds4/pds/v1"><File_Area_Observational>'
        "<File><file_name>{file}</file_name></File><Table_Delimited><offset>0</offset><records>1"
        "</records></Table_Delimited></File_Area_Observational></Product_Observational>"
    ],
    "VICAR": ["LBLSIZE=200 FORMAT='BYTE' TYPE='TABULAR' FILE='{file}'"],
    "PDF": ["%PDF-1.4\n1 0 obj<</F({file})/URI({url})>>"],
    "MBTiles": [make_database("CREATE TABLE metadata (name, value)", geopackage=False)],
    "EEDA": ['{{"eeda": "{url}"}}', "EEDA:{url}"],
    "OGCAPI": [
        "<OGCAPI><URL>{url}</URL></OGCAPI>",
        f'{{{{{LINKS}, "landingPage": "{{url}}", "conformsTo": []}}}}',
    ],
    "GDALG": [
        '{{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read {file}"}}',
        '{{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read {url}"}}',
        pad('{{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read {file}"}}'),
        pad('{{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read {url}"}}'),
        '{{"a": "Feature", "type": "gdal_streamed_alg", "command_line": "gdal vector read {file}"}}',
    ],
    "ESRI Shapefile": [make_zip(("{file}.shp", "a")), make_zip(("a.shp", "{file}", LINK)),
                       *map(make_shapefile, (GRIDS, WKT, "{url}", "{file}", "+init={file}:1"))],
    "MapInfo File": [
        TAB + "Type DBF Charset \"Neutral\"\n  File \"{file}\"",
        TAB + "Type NATIVE Charset \"Neutral\"\n\nopen table \"{file}\" as b",
        TAB + 'Type NATIVE\n  Fields 1\n n Char (9)\nbegin_metadata\n"\\IsSeamless" = "TRUE"\n'
        'end_metadata\n',
        "!table\n!version 100\nOpen Table \"{file}\" Hide\nCreate View a As Select * from secret",
        "!table\n!version 300\nFile \"{url}\"\nType RASTER",
        'Version 300\nCharset "Neutral"\nCoordSys Earth Projection 1, 104\nFile "{file}"\n'
        "Columns 1\n n Char (9)\nData\nPoint 105 28\n",
    ],
    "LVBAG": ['<sl-bag-extract:bagStand xmlns:sl-bag-extract="a" a="{url}">{file}</a>'],
    "S57": ["\x30\x30\x30\x30\x303LE1 0900073   6604 {file}"],
    "DGN": ["\x08\x09\x00\x00{file}"],
    "OGR_VRT": [
        VRT.format("", "{file}"), VRT.format(' relativeToVRT="1"', "decoy.csv"),
        VRT.format("", "/vsicurl/{url}"), VRT.format("", "{url}"), VRT.format("", "WFS:{url}"),
        "<!-- a -->" + VRT.format("", "{file}"), "<kml>" + VRT.format("", "{file}") + "</kml>",
        f"<kml xmlns='http://www.opengis.net/gml'><Document>{VRT.format('', '{file}')}</Document></kml>",
        "<OGRVRTDataSource><OGRVRTWarpedLayer><OGRVRTLayer name='canary'><SrcDataSource>{file}"
        "</SrcDataSource><SrcSQL>select * from canary</SrcSQL></OGRVRTLayer><TargetSRS>{url}"
        "</TargetSRS></OGRVRTWarpedLayer></OGRVRTDataSource>",
    ],
    "CSV": ["lon,lat,wkt\n105.4,28.9,\"{url}\"\n", "wkt\n{file}\n/vsicurl/{url}\n"],
    "GML": [
        GML.format("", 'xsi:schemaLocation="http://a {url}"', "", "x", "EPSG:4326"),
        GML.format("", 'xsi:schemaLocation="http://a {file}"', "", "x", "EPSG:4326"),
        GML.format("", 'xsi:schemaLocation="http://a decoy.xsd"', "", "x", "EPSG:4326"),
        GML.format("", 'xsi:schemaLocation="http://a {folder}/canary.xsd"', "", "x", "EPSG:4326"),
        GML.format("", 'xsi:noNamespaceSchemaLocation="{url}"', "", "x", "EPSG:4326"),
        GML.format("", "", 'xlink:href="{url}"', "x", "EPSG:4326"),
        GML.format("", "", 'xlink:href="{file}#a"', "x", "EPSG:4326"),
        GML.format("", "", "", "x", "{url}"), GML.format("", "", "", "x", "{file}"),
        GML.format("", "", "", "x", "+init={file}:1"), GML.format("", "", "", "x", GRIDS),
        GML.format(ENTITY.format("{file}"), "", "", "&b;", "EPSG:4326"),
        GML.format(ENTITY.format("{url}"), "", "", "&b;", "EPSG:4326"),
        GML.format('<!DOCTYPE a SYSTEM "{url}">', "", "", "x", "EPSG:4326"),
        GML.format('<?xml-stylesheet href="{url}"?>', "", "", "x", "EPSG:4326"),
        "<GMLFeatureClassList><GMLFeatureClass><Name>{file}</Name></GMLFeatureClass></GMLFeatureClassList>",
        '<xi:a xmlns:xi="http://www.w3.org/2001/XInclude" xmlns:gml="http://www.opengis.net/gml">'
        '<xi:include href="{file}" parse="text"/></xi:a>',
    ],
    "GPX": ['<gpx><wpt lat="28.9" lon="105.4"><link href="{url}"/><name>{file}</name></wpt></gpx>'],
    "LIBKML": [
        KML.format("", "<NetworkLink><Link><href>{url}</href></Link></NetworkLink>", "x"),
        KML.format("", "<NetworkLink><Link><href>decoy.kml</href></Link></NetworkLink>", "x"),
        KML.format("", '<Schema name="a" id="a"/><styleUrl>{url}#a</styleUrl>', "x"),
        KML.format("", '<Placemark><ExtendedData><SchemaData schemaUrl="{url}#a"/></ExtendedData>'
                   "<Point><coordinates>105,28</coordinates></Point></Placemark>", "x"),
        make_zip(("doc.kml", KML.format("", "<NetworkLink><Link><href>{file}</href></Link>"
                                        "</NetworkLink>", "x"))),
        make_zip(("doc.kml", "{file}", LINK)), make_zip(("../decoy.kml", "a")),
    ],
    "KML": [
        KML.format("", "<GroundOverlay><Icon><href>{url}</href></Icon></GroundOverlay>", "x"),
        KML.format("", "<Region/><NetworkLink><Region/><Link><href>{file}</href>"
                   "<viewRefreshMode>onRegion</viewRefreshMode></Link></NetworkLink>", "x"),
        KML.format(ENTITY.format("{file}"), "", "&b;"), KML.format(ENTITY.format("{url}"), "", "&b;"),
        KML.format('<!DOCTYPE kml SYSTEM "{url}">', "", "x"),
    ],
    "GeoJSON": [
        link_crs("link", "href"), link_crs("url", "url"), pad(link_crs("link", "href")),
        pad(link_crs("url", "url")), pad(link_crs("LINK", "href").replace("crs", "\\u0063rs")),
        '"/vsicurl/{url}"', '{{"type": "/vsicurl/{url}", "path": "{file}"}}',
        make_zip(("a.geojson", "{file}", LINK)), make_zip(("a", "{folder}", LINK), ("a/canary.geojson", "")),
        name_crs("{url}"), pad(name_crs("{url}")), name_crs("+init={file}:1"), name_crs(GRIDS),
        pad(name_crs(GRIDS)), name_crs(WKT), name_crs("{file}"), '"{url}"', '["{url}"]',
        f'{{{{"type": "FeatureCollection", "features": [{FEATURE}], {LINKS}}}}}',
        f"/*{{url}}*/ {FEATURE}", 'loadGeoJSON({{"type": "FeatureCollection", "url": "{url}"}})',
    ],
    "GeoJSONSeq": [f"{FEATURE}\n{FEATURE}\n", "\x1e{{\"type\": \"Feature\", \"href\": \"{url}\"}}\n"],
    "ESRIJSON": [
        '{{"exceededTransferLimit": true, "url": "{url}", "spatialReference": {{"wkt": "'
        + WKT + '"}}, "features": [{{"attributes": {{"a": 1}}, "geometry": {{"x": 105.4, "y": 28.9}}}}]}}',
        '{{"serviceItemId": "a", "url": "{url}", "spatialReference": {{"wkt": "{file}"}}, "features": '
        '[{{"attributes": {{"a": 1}}, "geometry": {{"x": 105.4, "y": 28.9}}}}]}}',
    ],
    "TopoJSON": [
        '{{"type": "Topology", "arcs": [], "url": "{url}", "objects": {{"{file}": {{"type": "Point", '
        '"coordinates": [105.4, 28.9]}}}}}}',
    ],
    "OGR_GMT": ["# @VGMT1.0 @GPOINT @Je4326 @Jp\"{file}\"\n# FEATURE_DATA\n105.4 28.9\n"],
    "GPKG": [
        make_database(*virtual_table("VirtualOGR", "'{file}'")),
        make_database(*virtual_table("VirtualOGR", "'/vsicurl/{url}'")),
        make_database(*virtual_table("VirtualOGR", "'{folder}/canary.gpkg'")),
        make_database(*virtual_table("VirtualShape", "'{folder}/canary', 'UTF-8', 4326")),
        make_database(*virtual_table("VirtualText", "'{file}', 'UTF-8', 1, POINT")),
        make_database(*view_table("VirtualText", "'{file}', 'UTF-8', 1, POINT", "rowid")),
        make_database(*view_table("VirtualText", "'{file}', 'UTF-8', 0, POINT, NONE, ','", "COL003")),
        make_database(*virtual_table("VirtualXL", "'{file}'")),
        make_database(*virtual_table("csv", "filename='{file}'")),
        make_database(*view("ogr_geocode('{url}')")),
        make_database(*view("gdal_get_pixel_value('{file}', 1, 'pixel', 0, 0)")),
        make_database(*view("load_extension('{file}')")), make_database(*view("readfile('{file}')")),
        make_database(
            "CREATE TRIGGER t AFTER UPDATE ON one BEGIN SELECT ogr_geocode('{url}'); END",
            "ALTER TABLE one ADD COLUMN g TEXT AS (ogr_geocode('{url}'))",
        ),
        make_database(*foreign_view("{folder}/canary.gpkg")),
        make_database("UPDATE gpkg_spatial_ref_sys SET definition = '{url}', organization = 'x'"),
        make_database(f"UPDATE gpkg_spatial_ref_sys SET definition = '{GRIDS}', organization = 'x'"),
        make_database(
            "CREATE TABLE gpkg_extensions (table_name, column_name, extension_name, definition, scope)",
            "INSERT INTO gpkg_extensions VALUES ('one', 'n', 'gpkg_schema', '{url}', 'read-write')",
            "CREATE TABLE gpkg_metadata (id, md_scope, md_standard_uri, mime_type, metadata)",
            "INSERT INTO gpkg_metadata VALUES (1, 'dataset', '{url}', 'text/xml', '{file}')",
        ),
    ],
    "SQLite": [
        make_database(*virtual_table("VirtualOGR", "'{file}'")[:1], geopackage=False),
        make_database(*virtual_table("VirtualShape", "'{folder}/canary', 'UTF-8', 4326")[:1],
                      geopackage=False),
    ],
    "WAsP": ["{file}\n+0.0 0 0 0\n1 2\n105 28\n"],
    "OpenFileGDB": [make_zip(("a.gdb/a00000001.gdbtable", "{file}", LINK)),
                    make_zip(("a.gdb/a00000001.gdbtable", "\x03\x00"), ("a.gdb/decoy.shp", "{file}")),
                    make_zip(("a.gdb/a00000001.gdbtable", "\x03\x00"),
                             ("a.gdb/a.vrt", VRT.format("", "{file}")))],
    "DXF": [
        "0\nSECTION\n2\nBLOCKS\n0\nBLOCK\n2\na\n70\n4\n1\n{file}\n0\nENDBLK\n0\nENDSEC\n0\nSECTION\n"
        "2\nENTITIES\n0\nINSERT\n2\na\n10\n105\n20\n28\n0\nIMAGE\n1\n{url}\n0\nENDSEC\n0\nEOF\n",
    ],
    "FlatGeobuf": ["fgb\x03fgb\x00{url}"],
    "GeoRSS": ['<rss xmlns:georss="a"><channel><link>{url}</link><item><georss:point>28 105'
               "</georss:point></item></channel></rss>"],
    "VFK": ["&HVERZE;\"{file}\"\n&BPAR;ID N10\n"],
    "PGDUMP": ["SET standard_conforming_strings = OFF; COPY a FROM '{file}';"],
    "OSM": ['<osm version="0.6" url="{url}"><node id="1" lat="28" lon="105"><tag k="a" v="b"/>'
            "</node></osm>"],
    "GPSBabel": ["GPSBabel:gpx:{file}"],
    "OGR_PDS": ["PDS_VERSION_ID = PDS3\nRECORD_TYPE = FIXED_LENGTH\nRECORD_BYTES = 20\n"
                "FILE_RECORDS = 1\n^TABLE = \"{file}\"\nOBJECT = TABLE\nEND_OBJECT = TABLE\nEND\n"],
    "WFS": ["<OGRWFSDataSource><URL>{url}</URL></OGRWFSDataSource>",
            '<WFS_Capabilities version="1.0.0" xmlns="http://www.opengis.net/wfs" '
            'xmlns:gml="http://www.opengis.net/gml"><Capability><Request><GetFeature><DCPType><HTTP>'
            '<Get onlineResource="{url}"/></HTTP></DCPType></GetFeature></Request></Capability>'
            "<FeatureTypeList><FeatureType><Name>a</Name></FeatureType></FeatureTypeList>"
            "</WFS_Capabilities>"],
    "OAPIF": [f'{{{{"id": "a", {LINKS}, "extent": {{{{}}}}}}}}',
              f'{{{{"collections": [{{{{"id": "a", {LINKS}}}}}], {LINKS}}}}}'],
    "EDIGEO": ["BOMT 12:{file}\nCSET 03:IRV\nEOM:"],
    "Idrisi": ["file title  : {file}\n"],
    "ODS": [make_zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                     ("content.xml", ENTITY.format("{file}") + "<a>&b;</a>"))],
    "XLSX": [make_workbook("{url}"), make_workbook("file://{file}"), make_workbook("../../{file}"),
             make_workbook("worksheets/a.xml", ENTITY.format("{file}")),
             make_zip(("xl/workbook.xml", "{file}", LINK)), make_linked_workbook("{url}"),
             make_linked_workbook("file://{file}")],
    "Elasticsearch": ['{{"took": 1, "hits": {{"hits": []}}, "url": "{url}"}}'],
    "Carto": ["Carto:{url}"],
    "AmigoCloud": ["AmigoCloud:{url}"],
    "SXF": ["SXF\x00{file}"],
    "Selafin": ["\x00\x00\x00\x50{file}"],
    "JML": ['<JCSDataFile xmlns:gml="http://www.opengis.net/gml"><JCSGMLInputTemplate>'
            "<CollectionElement>{file}</CollectionElement></JCSGMLInputTemplate></JCSDataFile>"],
    "PLSCENES": ['{{"links": {{"self": "{url}"}}, "PLSCENES": 1}}'],
    "CSW": ["<OGRCSWDataSource><URL>{url}</URL></OGRCSWDataSource>"],
    "VDV": ["mod; DD.MM.YYYY\nsrc; \"{file}\"\ntbl; a\natr; b\nfrm; num[1.0]\nrec; 1\n"],
    "MVT": ['{{"tilejson": "2.0.0", "vector_layers": [], "tiles": ["{url}"]}}'],
    "NGW": ['{{"resource": {{"cls": "vector_layer"}}, "url": "{url}"}}'],
    "MapML": ['<mapml- xmlns="http://www.w3.org/1999/xhtml"><map-head><map-link rel="features" '
              'href="{url}"/></map-head><map-body/></mapml->'],
    "GTFS": [make_zip(("stops.txt", "stop_id,stop_lat,stop_lon\na,28,105\n"), ("a.vrt", "{file}"))],
    "PMTiles": ["PMTiles\x03{url}"],
    "JSONFG": [f'{{{{"type": "FeatureCollection", "conformsTo": ["[ogc-json-fg-1-0.1:core]"], '
               f'"coordRefSys": "{{url}}", "featureSchema": "{{url}}", "features": [{FEATURE}]}}}}'],
    "MiraMonVector": ["VERS=4\nNomFitxer={file}"],
    "ADBC": ["ADBC:{file}"],
    "AVCBin": ["\x00\x00\x27\x0a{file}"],
    "AVCE00": ["EXP  0 {file}\nARC  2\n"],
    "AIVector": ["%!PS-Adobe {file}"],
    "HTTP": ["{url}"],
}  # fmt: skip


def make_disguises(**places):
    """Yield the driver's name and the bytes of each recipe."""
    for driver, recipes in DISGUISES.items():
        for recipe in recipes:
            made = (
                recipe(**places) if callable(recipe) else recipe.format(**places).encode("latin-1")
            )
            yield driver, made


def write_secrets(folder):
    """Write files that no reader may open, beside each other; return the CSV."""
    folder.mkdir()
    (folder / "canary.csv").write_text(f"lon,lat,name\n105.4,28.9,{SECRET}\n")
    collection = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"name": SECRET},
         "geometry": {"type": "Point", "coordinates": [105.4, 28.9]}}]}  # fmt: skip
    (folder / "canary.geojson").write_text(json.dumps(collection))
    made = make_database(f"UPDATE one SET n = '{SECRET}'")()
    (folder / "canary.gpkg").write_bytes(made)
    return folder / "canary.csv"

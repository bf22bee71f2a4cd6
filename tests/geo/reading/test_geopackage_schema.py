"""A GeoPackage is a database: its tables and views lead to no other file."""

import shutil
import sqlite3
import zipfile

import geopandas as gpd
import pytest
import shapely

from geo.batch.sources import open_source
from geo.errors import InputError
from geo.reading.any_format import read_layer

SECRET = "CANARY-7731"
TEXT = "USING VirtualText('{secret}', 'UTF-8', 0, POINT, NONE, ',')"
# As SQLite's grammar has it: comments and spaces between words, any case; `type` says nothing.
SPELLINGS = [
    f"CREATE VIRTUAL TABLE v {TEXT}",
    f"create/**/virtual--\n\ttable v{TEXT.replace('USING', '/* */using/**/')}",
    f"CREATE\ufeffVIRTUAL TABLE v {TEXT}",
    f'CREATE VIRTUAL TABLE "v" {TEXT}--" USING rtree(id, a, b)',
    f"CREATE VIRTUAL TABLE v {TEXT}-- USING rtree(id, a, b)",
    f'CREATE VIRTUAL TABLE "v/*" {TEXT}-- */" USING rtree(id, a, b)',
    f"CREATE VIRTUAL TABLE IF NOT EXISTS [v] {TEXT}",
]
READERS = [read_layer, lambda path: [*open_source(path).chunks()]]


def write_layer(path):
    """Write a layer with its spatial index, as other software does."""
    shape = gpd.GeoDataFrame({"n": ["x"]}, geometry=[shapely.Point(105.4, 28.9)], crs="EPSG:4326")
    shape.to_file(path, driver="GPKG", layer="one")
    return path


def change(path, *statements):
    """Change a database, the table of tables included."""
    base = sqlite3.connect(path)
    for name in ("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY", "ST_IsEmpty"):
        base.create_function(name, 1, lambda _: 0)
    base.execute("PRAGMA writable_schema=ON")
    for statement in statements:
        base.execute(*statement if isinstance(statement, tuple) else (statement,))
    base.commit()
    return base


def lead_away(secret, statement, kind="table"):
    """Return statements that make the layer's attribute the text of the secret file."""
    made = "INSERT INTO sqlite_master VALUES (?, 'v', 'v', 0, ?)"
    return (
        (made, (kind, statement.format(secret=secret))),
        "CREATE VIEW w AS SELECT fid, geom, (SELECT group_concat(COL001) FROM v) AS n FROM one",
        "UPDATE gpkg_contents SET table_name = 'w', identifier = 'w'",
        "UPDATE gpkg_geometry_columns SET table_name = 'w'",
    )


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret" / "secret.txt"
    path.parent.mkdir()
    path.write_text(SECRET)
    return path


@pytest.mark.parametrize("kind", ["table", "view"])
@pytest.mark.parametrize("statement", SPELLINGS)
@pytest.mark.parametrize("read", READERS)
def test_a_table_that_is_another_file_is_refused(tmp_path, secret, read, statement, kind):
    path = write_layer(tmp_path / "a.gpkg")
    change(path, *lead_away(secret, statement, kind)).close()
    with pytest.raises(InputError, match="virtual table") as caught:
        read(path)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("packed", [False, True])
def test_a_log_of_changes_counts_and_leads_nowhere(tmp_path, secret, read, packed):
    path = write_layer(tmp_path / "source.gpkg")
    sqlite3.connect(path).execute("PRAGMA journal_mode=WAL").connection.close()
    base = change(path, "PRAGMA wal_autocheckpoint=0", *lead_away(secret, SPELLINGS[0]))
    folder = tmp_path / "given"
    folder.mkdir()
    for end in ("", "-wal"):
        shutil.copyfile(f"{path}{end}", folder / f"a.gpkg{end}")
    base.close()
    given = folder / "a.gpkg"
    if packed:
        given = tmp_path / "a.zip"
        with zipfile.ZipFile(given, "w") as archive:
            for each in sorted(folder.iterdir()):
                archive.write(each, each.name)
    with pytest.raises(InputError, match="virtual table"):
        read(given)


def test_rows_of_a_log_are_read_and_nothing_is_left(tmp_path):
    path = write_layer(tmp_path / "source.gpkg")
    sqlite3.connect(path).execute("PRAGMA journal_mode=WAL").connection.close()
    base = change(path, "PRAGMA wal_autocheckpoint=0", "UPDATE one SET n = 'newer'")
    folder = tmp_path / "given"
    folder.mkdir()
    for end in ("", "-wal"):
        shutil.copyfile(f"{path}{end}", folder / f"a.gpkg{end}")
    base.close()
    assert read_layer(folder / "a.gpkg").table["n"].tolist() == ["newer"]
    assert sorted(each.name for each in folder.iterdir()) == ["a.gpkg", "a.gpkg-wal"]


@pytest.mark.parametrize("expression", ["PROJ_GetDatabasePath()", "PROJ_SetDatabasePath('/a')"])
def test_a_view_calls_no_function_of_the_machine(tmp_path, expression):
    path = write_layer(tmp_path / "a.gpkg")
    change(
        path,
        f"CREATE VIEW w AS SELECT fid, geom, {expression} AS n FROM one",
        "UPDATE gpkg_contents SET table_name = 'w', identifier = 'w'",
        "UPDATE gpkg_geometry_columns SET table_name = 'w'",
    ).close()
    with pytest.raises(InputError, match="damaged"):
        read_layer(path)


@pytest.mark.parametrize("read", READERS)
def test_indexes_searches_and_views_of_a_layer_are_read(tmp_path, read):
    path = write_layer(tmp_path / "a.gpkg")
    change(
        path,
        'CREATE VIRTUAL TABLE "found""it" USING fts5(n)',
        "CREATE TABLE doubled (a INTEGER, b INTEGER GENERATED ALWAYS AS (a * 2) VIRTUAL)",
        "CREATE VIEW w AS SELECT fid, geom, n || '!' AS n FROM one WHERE ST_IsEmpty(geom) = 0",
        "UPDATE gpkg_contents SET table_name = 'w', identifier = 'w'",
        "UPDATE gpkg_geometry_columns SET table_name = 'w'",
    ).close()
    assert read(path)


def test_a_database_that_ends_too_early_is_refused(tmp_path):
    path = write_layer(tmp_path / "a.gpkg")
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(InputError, match="damaged"):
        read_layer(path)


@pytest.mark.parametrize("read", READERS)
def test_a_listed_table_that_is_no_layer_hides_no_other(tmp_path, read):
    path = write_layer(tmp_path / "a.gpkg")
    change(
        path,
        "CREATE VIRTUAL TABLE found USING fts5(n)",
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
        "VALUES ('found', 'features', 'found', 4326)",
        "INSERT INTO gpkg_geometry_columns VALUES ('found', 'n', 'POINT', 4326, 0, 0)",
    ).close()
    assert read(path)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("word", ["RECURSIVE", "/**/recursive/**/"])
def test_a_view_without_end_is_refused(tmp_path, read, word):
    path = write_layer(tmp_path / "a.gpkg")
    change(
        path,
        f"CREATE VIEW w AS WITH {word} c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c "
        "LIMIT 100000000) SELECT n AS fid, geom FROM c, one",
        "UPDATE gpkg_contents SET table_name = 'w', identifier = 'w'",
        "UPDATE gpkg_geometry_columns SET table_name = 'w'",
    ).close()
    with pytest.raises(InputError, match=r"has a view that refers to itself.* Export the layer"):
        read(path)

"""A job goes on with its own parts only."""

from geo.batch.job_keys import job_key


def test_job_counts_the_files_of_a_folder_and_the_companions(tmp_path):
    database = tmp_path / "a.gdb"
    database.mkdir()
    (database / "a00000001.gdbtable").write_bytes(b"1")
    first = job_key(database)
    (database / "a00000001.gdbtable").write_bytes(b"2")
    assert job_key(database) != first
    (tmp_path / "b.shp").write_bytes(b"1")
    alone = job_key(tmp_path / "b.shp")
    (tmp_path / "B.PRJ").write_bytes(b"1")
    assert job_key(tmp_path / "b.shp") != alone
    (tmp_path / "c.csv").write_bytes(b"1")
    alone = job_key(tmp_path / "c.csv")
    (tmp_path / "c.prj").write_bytes(b"1")
    assert job_key(tmp_path / "c.csv") == alone

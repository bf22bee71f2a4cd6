from geo.roads.joining import join_extracts


def read_ways(path):
    import osmium

    return [way.id for way in osmium.FileProcessor(str(path), osmium.osm.WAY)]


def test_no_road_is_in_two_extracts_and_none_is_lost(network_files, tmp_path):
    before = [set(read_ways(path)) for path in network_files.extracts]
    assert before[0] & before[1], "the province line cuts no way; the test proves nothing"
    joined = [read_ways(path) for path in join_extracts(network_files.extracts, tmp_path)]
    assert not set(joined[0]) & set(joined[1])
    assert sorted(joined[0] + joined[1]) == sorted(before[0] | before[1])


def test_extracts_without_a_road_in_common_stay_as_they_are(network_files, tmp_path):
    assert join_extracts([network_files.whole], tmp_path) == [network_files.whole]
    assert not list(tmp_path.iterdir())

"""The requirements of OGC API – Features that are claimed, each with the tests that show it.

The names are those of OGC 17-069r4 (Part 1) and 18-058r1 (Part 2), without `/req/`.
"""

import ast
from pathlib import Path

import pytest

SHOWN = {
    "core/root-op": ("test_landing_page_stands_with_and_without_a_slash",),
    "core/root-success": (
        "test_landing_page_links_to_everything",
        "test_body_is_as_the_standard_has_it",
    ),
    "core/api-definition-op": (
        "test_landing_page_links_to_the_definition",
        "test_every_link_leads_somewhere",
    ),
    "core/api-definition-success": ("test_definition_is_valid",),
    "core/conformance-op": ("test_conformance_lists_the_classes_that_are_tested",),
    "core/conformance-success": (
        "test_conformance_lists_the_classes_that_are_tested",
        "test_body_is_as_the_standard_has_it",
    ),
    "core/http": (
        "test_http_1_1_is_spoken",
        "test_head_is_get_without_its_body",
    ),
    "core/query-param-unknown": (
        "test_unknown_parameter_is_refused_everywhere",
        "test_every_parameter_declared_is_taken_and_no_other",
    ),
    "core/query-param-invalid": (
        "test_limit_that_is_no_count_is_refused",
        "test_offset_that_is_no_count_is_refused",
        "test_bbox_that_is_none_is_refused",
        "test_datetime_that_is_none_is_refused",
        "test_filter_that_cannot_be_is_refused",
    ),
    "core/crs84": (
        "test_shapes_are_those_of_the_file",
        "test_crs84_is_the_default",
    ),
    "core/fc-md-op": ("test_collections_are_all_there",),
    "core/fc-md-success": ("test_body_is_as_the_standard_has_it",),
    "core/fc-md-links": (
        "test_document_links_to_itself_and_to_each_other_form",
        "test_body_is_as_the_standard_has_it",
    ),
    "core/fc-md-items": ("test_collections_are_all_there",),
    "core/fc-md-items-links": ("test_collection_has_items_links_with_type_for_each_form",),
    "core/fc-md-extent": (
        "test_extent_holds_every_feature",
        "test_time_is_said_where_features_carry_it",
    ),
    "core/sfc-md-op": ("test_collection_is_said_alike_in_both_places",),
    "core/sfc-md-success": (
        "test_collection_is_said_alike_in_both_places",
        "test_collection_links_to_itself_and_to_its_page",
        "test_body_is_as_the_standard_has_it",
    ),
    "core/fc-op": (
        "test_pages_concatenate_to_the_whole",
        "test_body_is_as_the_standard_has_it",
    ),
    "core/fc-limit-definition": (
        "test_standard_parameters_are_declared_as_the_standard_has_them",
        "test_limit_that_is_no_count_is_refused",
    ),
    "core/fc-limit-response-1": (
        "test_pages_concatenate_to_the_whole",
        "test_limit_above_the_maximum_is_taken_as_the_maximum",
    ),
    "core/fc-bbox-definition": (
        "test_standard_parameters_are_declared_as_the_standard_has_them",
        "test_bbox_with_heights_is_the_flat_one",
        "test_bbox_that_is_none_is_refused",
        "test_bbox_is_in_crs84_whatever_the_answer_is_in",
    ),
    "core/fc-bbox-response": (
        "test_bbox_equals_the_shapely_answer",
        "test_bbox_with_heights_is_the_flat_one",
        "test_bbox_over_the_antimeridian",
    ),
    "core/fc-time-definition": (
        "test_standard_parameters_are_declared_as_the_standard_has_them",
        "test_datetime_chooses_by_date_and_keeps_the_undated",
        "test_datetime_that_is_none_is_refused",
    ),
    "core/fc-time-response": ("test_datetime_chooses_by_date_and_keeps_the_undated",),
    "core/fc-response": (
        "test_pages_concatenate_to_the_whole",
        "test_filters_choose_by_equality",
    ),
    "core/fc-links": (
        "test_document_links_to_itself_and_to_each_other_form",
        "test_pages_concatenate_to_the_whole",
        "test_previous_links_lead_back_to_the_start",
    ),
    "core/fc-rel-type": ("test_body_is_as_the_standard_has_it",),
    # A body is made from the data once and sent unchanged: its moment is theirs.
    "core/fc-timeStamp": ("test_time_is_that_of_the_newest_data_file",),
    "core/fc-numberMatched": (
        "test_pages_concatenate_to_the_whole",
        "test_filters_choose_by_equality",
    ),
    "core/fc-numberReturned": (
        "test_pages_concatenate_to_the_whole",
        "test_offset_beyond_the_end_is_an_empty_page",
    ),
    "core/f-op": (
        "test_feature_stands_alone_as_it_stands_in_the_list",
        "test_odd_ids_have_an_address",
    ),
    "core/f-success": (
        "test_feature_stands_alone_as_it_stands_in_the_list",
        "test_body_is_as_the_standard_has_it",
    ),
    "core/f-links": (
        "test_feature_stands_alone_as_it_stands_in_the_list",
        "test_document_links_to_itself_and_to_each_other_form",
    ),
    "html/definition": (
        "test_every_address_that_is_read_is_a_page_too",
        "test_accept_chooses_the_form",
    ),
    "html/content": (
        "test_page_says_all_that_the_data_say",
        "test_page_links_to_all_that_the_data_link_to",
        "test_links_of_the_page_lead_somewhere",
    ),
    "geojson/definition": ("test_features_are_sent_as_geojson_and_the_rest_as_json",),
    "geojson/content": (
        "test_body_is_as_the_standard_has_it",
        "test_document_links_to_itself_and_to_each_other_form",
        "test_pyogrio_reads_what_the_file_holds",
    ),
    "oas30/oas-definition-1": (
        "test_landing_page_links_to_the_definition",
        "test_page_is_whole_in_both_languages",
    ),
    "oas30/oas-definition-2": (
        "test_definition_is_valid",
        "test_definition_refers_to_nothing_outside",
    ),
    "oas30/oas-impl": (
        "test_answers_keep_to_the_definition",
        "test_every_parameter_declared_is_taken_and_no_other",
    ),
    "oas30/completeness": (
        "test_definition_covers_every_address_of_the_api",
        "test_status_that_can_be_had_is_said_of_every_such_operation",
        "test_answers_keep_to_the_definition",
    ),
    "oas30/exceptions-codes": (
        "test_every_operation_says_how_it_fails",
        "test_status_that_can_be_had_is_said_of_every_such_operation",
        "test_answers_keep_to_the_definition",
    ),
    "oas30/security": ("test_definition_asks_for_no_key",),
    "crs/crs-uri": (
        "test_collection_lists_the_crs_and_the_stored_one",
        "test_every_crs_of_the_list_is_taken_and_named",
    ),
    "crs/fc-md-crs-list": (
        "test_collection_lists_the_crs_and_the_stored_one",
        "test_every_crs_of_the_list_is_taken_and_named",
    ),
    "crs/fc-md-crs-list-global": ("test_collection_lists_the_crs_and_the_stored_one",),
    "crs/fc-md-storageCrs": ("test_collection_lists_the_crs_and_the_stored_one",),
    "crs/fc-md-storageCrs-valid-value": ("test_collection_lists_the_crs_and_the_stored_one",),
    "crs/fc-bbox-crs-definition": (
        "test_standard_parameters_are_declared_as_the_standard_has_them",
        "test_every_crs_of_the_list_is_taken_and_named",
    ),
    "crs/fc-bbox-crs-valid-value": ("test_crs_that_is_not_offered_is_refused",),
    "crs/fc-bbox-crs-valid-defaultValue": ("test_bbox_is_in_crs84_whatever_the_answer_is_in",),
    "crs/bbox-crs-action": (
        "test_box_of_a_feature_in_its_crs_finds_it",
        "test_bbox_over_the_antimeridian_latitude_first",
    ),
    "crs/fc-crs-definition": (
        "test_standard_parameters_are_declared_as_the_standard_has_them",
        "test_crs_of_the_answer_can_be_chosen_among_those_of_the_collection",
        "test_every_crs_of_the_list_is_taken_and_named",
    ),
    "crs/fc-crs-valid-value": (
        "test_crs_that_is_not_offered_is_refused",
        "test_crs_that_is_not_offered_is_refused_for_a_feature",
    ),
    "crs/fc-crs-default-value": ("test_crs84_is_the_default",),
    "crs/fc-crs-action": (
        "test_coordinates_are_in_the_axis_order_of_the_authority",
        "test_pyogrio_reads_other_crs_in_their_axis_order",
    ),
    "crs/geojson": ("test_coordinates_are_in_the_axis_order_of_the_authority",),
    "crs/ogc-crs-header": (
        "test_header_names_the_crs_of_the_answer",
        "test_every_crs_of_the_list_is_taken_and_named",
    ),
    "crs/ogc-crs-header-value": ("test_header_names_the_crs_of_the_answer",),
}
# How many requirements each class has in the standard's text.
COUNTS = {"core": 34, "html": 2, "geojson": 2, "oas30": 6, "crs": 16}


@pytest.fixture(scope="module")
def tests():
    """The names of all tests but those that are skipped where a program is missing."""
    names = set()
    for path in Path(__file__).parent.rglob("test_*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not may_be_skipped(node):
                names.add(node.name)
    return names


def may_be_skipped(test):
    said = ast.unparse(test)
    return "skip" in said or "ogrinfo" in {each.arg for each in test.args.args}


@pytest.mark.parametrize("requirement", SHOWN)
def test_requirement_is_shown(tests, requirement):
    assert set(SHOWN[requirement]) <= tests


@pytest.mark.parametrize("name", COUNTS)
def test_no_requirement_is_missing(name):
    assert sum(each.startswith(f"{name}/") for each in SHOWN) == COUNTS[name]


def test_every_class_claimed_is_in_the_table(get):
    claimed = {uri.rpartition("/")[2] for uri in get("/conformance")["conformsTo"]}
    assert claimed == set(COUNTS)

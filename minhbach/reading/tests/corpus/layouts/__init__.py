"""The layouts by name. The held-out ones judge; no rule is mended on them."""

from __future__ import annotations

from collections.abc import Callable

from minhbach.reading.tests.corpus.layouts import figures, prose, tables
from minhbach.reading.tests.corpus.paper import Case
from minhbach.reading.tests.corpus.words import Writer

Layout = Callable[[Writer], Case]

SEEN: dict[str, Layout] = {
    "usual columns": tables.usual_columns,
    "other column order": tables.other_column_order,
    "empty helper cells": tables.empty_helper_cells,
    "one body column": tables.one_body_column,
    "both in one cell": tables.both_in_one_cell,
    "merged bodies": tables.merged_bodies,
    "group rows": tables.group_rows,
    "wide sheet": tables.wide_sheet,
    "numbered columns": tables.numbered_columns,
    "dashes below bodies": prose.dashes_below_bodies,
    "paragraphs below bodies": prose.paragraphs_below_bodies,
    "order with letters": prose.order_with_letters,
    "bodies behind the item": prose.bodies_behind_the_item,
    "body in the sentence": prose.body_in_the_sentence,
    "notice of conclusions": prose.notice_of_conclusions,
    "indicator table": figures.indicator_table,
    "report duties": figures.report_duties,
    "everything": figures.everything,
}
HELD: dict[str, Layout] = {
    "no number column": tables.no_number_column,
    "two level header": tables.two_level_header,
    "merged goals": tables.merged_goals,
    "year in the header": tables.year_in_the_header,
    "several items in a cell": tables.several_items_in_a_cell,
    "decimals below bodies": prose.decimals_below_bodies,
    "body before a colon": prose.body_before_a_colon,
    "directive letter": prose.directive_letter,
}

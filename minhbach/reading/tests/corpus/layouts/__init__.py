"""The layouts by name, and their two sets: this is the only place that says which layout is held out.

No rule is mended on the held-out ones. Once they have judged for a while they are opened, that is moved
to SEEN, and new ones are written by somebody who does not know the rules.
"""

from __future__ import annotations

from collections.abc import Callable

from minhbach.reading.tests.corpus.layouts import (
    assignments,
    figures,
    held_prose,
    held_tables,
    prose,
    tables,
    unusual_tables,
)
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
    # Held out until November 2026.
    "no number column": tables.no_number_column,
    "two level header": tables.two_level_header,
    "merged goals": tables.merged_goals,
    "year in the header": tables.year_in_the_header,
    "several items in a cell": tables.several_items_in_a_cell,
    "decimals below bodies": prose.decimals_below_bodies,
    "body before a colon": prose.body_before_a_colon,
    "directive letter": prose.directive_letter,
    # Held out until the end of November 2026.
    "lead and time in one cell": unusual_tables.lead_and_time_in_one_cell,
    "persons in charge": unusual_tables.persons_in_charge,
    "marked quarters": unusual_tables.marked_quarters,
    "annexes with level of submission": unusual_tables.annexes_with_level_of_submission,
    "weeks of a month": unusual_tables.weeks_of_a_month,
    "tables under one header": unusual_tables.tables_under_one_header,
    "assigned below the dashes": assignments.assigned_below_the_dashes,
    "conclusions with dates in brackets": assignments.conclusions_with_dates_in_brackets,
}
HELD: dict[str, Layout] = {
    "three roles in one cell": held_tables.three_roles_in_one_cell,
    "duties of each body": held_prose.duties_of_each_body,
    "lead in the group row": held_tables.lead_in_the_group_row,
    "decision with its plan": held_tables.decision_with_its_plan,
    "goals and funded work": held_tables.goals_and_funded_work,
    "letter to several": held_prose.letter_to_several,
    "programme by months": held_prose.programme_by_months,
    "assigned in a last sentence": held_prose.assigned_in_a_last_sentence,
}

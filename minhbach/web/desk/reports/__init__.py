"""Báo cáo: the list, the form of the unit, the page of who receives it."""

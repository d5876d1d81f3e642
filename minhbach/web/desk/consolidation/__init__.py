"""Tổng hợp: the rounds to be consolidated, and the report under hand."""

"""Fixtures that several modules of the pages' tests share."""

from minhbach.web.tests.intake_scene import draft, focal, province

__all__ = ["draft", "focal", "province"]

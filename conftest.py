"""What holds for every test: no property is judged by the clock, for a busy machine is no defect."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")

"""What a new instance starts with. Each loader adds what is missing and changes nothing that is there.

load_reference(): provinces as codes and names, groups of units. Every instance.
load_province(name): the editable list of a province's departments, branches, Party, Front, press.
load_demo(password): the made-up province Sông Lam with one account per role.
"""

from minhbach.organisation.seeds.demo import DEMO_PLACE, DemoAccount, load_demo
from minhbach.organisation.seeds.loading import UnitSeed, load_successions, load_units
from minhbach.organisation.seeds.province import load_commune_offices, load_province
from minhbach.organisation.seeds.reference import load_groups, load_provinces, load_reference

__all__ = [
    "DEMO_PLACE",
    "DemoAccount",
    "UnitSeed",
    "load_commune_offices",
    "load_demo",
    "load_groups",
    "load_province",
    "load_provinces",
    "load_reference",
    "load_successions",
    "load_units",
]

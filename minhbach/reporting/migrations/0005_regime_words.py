"""Regimes that stood before: "trước ngày" in their words, and the focal unit behind consolidated reports."""

from django.db import migrations


def read_words(apps, schema_editor):
    regimes = apps.get_model("reporting", "ReportRegime").objects
    regimes.filter(due_raw__istartswith="trước").update(due_is_before=True)
    regimes.filter(role="consolidated_report").update(who_rule="focal")
    regimes.filter(cycle="monthly", due_raw__icontains="tháng sau").update(window_rule="calendar")


class Migration(migrations.Migration):
    dependencies = [("reporting", "0004_slots")]

    operations = [migrations.RunPython(read_words, migrations.RunPython.noop)]

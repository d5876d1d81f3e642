"""The files that answers of reports name are held by a table, so that the sweep of unheld files sees them."""

from django.db import migrations, models


def hold(apps, schema_editor):
    """Files of reports that stand already, as far as they are still there."""
    kept = set(apps.get_model("shared", "StoredFile").objects.values_list("pk", flat=True))
    for report in apps.get_model("reporting", "Report").objects.prefetch_related("edits").iterator(200):
        told = [report.answers, report.sent_answers]
        told += [said for edit in report.edits.all() for said in (edit.before, edit.after)]
        named = {pk for said in told for answer in said.values() for pk, _name in answer.get("files", ())}
        report.files.add(*(named & kept))


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0008_regime_holds_from"),
        ("shared", "0003_job_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="files",
            field=models.ManyToManyField(blank=True, related_name="+", to="shared.storedfile"),
        ),
        migrations.RunPython(hold, migrations.RunPython.noop),
    ]

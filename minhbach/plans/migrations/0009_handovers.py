import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_continued(apps, schema_editor):
    duty = apps.get_model("plans", "Duty")
    link = duty.continues.through
    rows = duty.objects.filter(continued_one__isnull=False).values_list("pk", "continued_one_id")
    batch = []
    for new, old in rows.iterator():
        batch.append(link(from_duty_id=new, to_duty_id=old))
        if len(batch) == 1000:
            link.objects.bulk_create(batch)
            batch = []
    link.objects.bulk_create(batch)


class Migration(migrations.Migration):

    dependencies = [
        ("organisation", "0003_no_learnt_aliases"),
        ("plans", "0008_due_change_moment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField("duty", "continues", "continued_one"),
        migrations.AlterField(
            model_name="duty",
            name="continued_one",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="plans.duty"
            ),
        ),
        migrations.AddField(
            model_name="duty",
            name="continues",
            field=models.ManyToManyField(blank=True, related_name="continued_by", to="plans.duty"),
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("confirmed_at", models.DateTimeField()),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="handovers", to="plans.actionpair"
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("pair", "unit", "successor"), name="handover_once")
                ],
            },
        ),
        migrations.RunPython(keep_continued, migrations.RunPython.noop),
    ]

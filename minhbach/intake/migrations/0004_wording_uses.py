"""Each use of a remembered wording is a row, which can be withdrawn. Counts become rows without a draft."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def rows_of_counts(apps, schema_editor):
    wording, use = apps.get_model("intake", "Wording"), apps.get_model("intake", "WordingUse")
    for row in wording.objects.filter(used__gt=0, used_at__isnull=False):
        use.objects.bulk_create(use(wording=row, at=row.used_at) for _ in range(row.used))


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0003_redo_steps'),
    ]

    operations = [
        migrations.CreateModel(
            name='WordingUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('draft', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='intake.draft')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='intake.wording')),
            ],
        ),
        migrations.RunPython(rows_of_counts, migrations.RunPython.noop),
        migrations.RemoveField(model_name='wording', name='used'),
        migrations.RemoveField(model_name='wording', name='used_at'),
    ]

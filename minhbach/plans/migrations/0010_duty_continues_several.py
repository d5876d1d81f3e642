from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("plans", "0009_handovers"),
    ]

    operations = [
        migrations.RemoveField(model_name="duty", name="continued_one"),
    ]

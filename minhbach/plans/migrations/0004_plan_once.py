from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_events_by_moment")]
    operations = [
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True),
                fields=("number", "issued_on", "issuer"),
                name="plan_once",
            ),
        )
    ]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0001_organisation'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='unitsuccession',
            name='succession_once',
        ),
        migrations.AddConstraint(
            model_name='unitsuccession',
            constraint=models.UniqueConstraint(fields=('predecessor', 'successor', 'kind', 'effective_on', 'note'), name='succession_once'),
        ),
    ]

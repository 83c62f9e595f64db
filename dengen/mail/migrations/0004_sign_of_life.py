import dengen.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mail', '0003_by_hand'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignOfLife',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('worker', models.CharField(max_length=200, unique=True)),
                ('began_at', models.DateTimeField(default=dengen.clock.now)),
                ('seen_at', models.DateTimeField(default=dengen.clock.now)),
            ],
        ),
    ]

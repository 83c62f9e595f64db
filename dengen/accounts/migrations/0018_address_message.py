"""The constraint's message says 「他の」, as every text does; nothing changes in the database."""

from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("accounts", "0017_namesakes")]

    operations = [
        migrations.AlterConstraint(
            model_name="account",
            name="account_one_active_per_email",
            constraint=models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(("retired_at", None)),
                name="account_one_active_per_email",
                violation_error_message="このメールアドレスは、他のアカウントで使われています。",
            ),
        ),
    ]

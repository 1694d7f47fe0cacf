"""Wrong tries at sign-in."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='SignInFailure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='tên đã gõ')),
                ('address', models.CharField(max_length=50, verbose_name='địa chỉ mạng')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='lúc')),
            ],
            options={
                'verbose_name': 'lần đăng nhập sai',
                'indexes': [models.Index(fields=['name', 'at'], name='sign_in_failure_name'), models.Index(fields=['address', 'at'], name='sign_in_failure_address')],
            },
        ),
    ]

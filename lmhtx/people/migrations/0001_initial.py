"""People and their postings."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import lmhtx.base.clock
import lmhtx.base.fields
import lmhtx.people.models
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=60, unique=True, verbose_name='tên đăng nhập')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='thư điện tử')),
                ('full_name', models.CharField(max_length=150, verbose_name='họ và tên')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='điện thoại')),
                ('is_active', models.BooleanField(default=True, verbose_name='được đăng nhập')),
                ('mail_bounced_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='thư bị trả lại lúc')),
                ('must_change_password', models.BooleanField(default=False, verbose_name='phải đổi mật khẩu')),
                ('created_at', models.DateTimeField(default=lmhtx.base.clock.now, editable=False, verbose_name='tạo lúc')),
                ('folded', lmhtx.base.fields.FoldedField(blank=True, default='', editable=False, of=('full_name', 'username'), verbose_name='tên không dấu')),
                ('sort_name', models.CharField(db_index=True, default='', editable=False, max_length=200, verbose_name='tên để xếp')),
            ],
            options={
                'verbose_name': 'người dùng',
                'ordering': ('sort_name',),
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['folded'], name='user_folded_trigrams', opclasses=['gin_trgm_ops'])],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='user_email_once', violation_error_message='Địa chỉ thư này đã thuộc về người khác.')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('admin', 'Quản trị hệ thống'), ('chairman', 'Chủ tịch'), ('deputy', 'Phó Chủ tịch'), ('office_chief', 'Chánh Văn phòng'), ('clerk', 'Văn thư'), ('unit_head', 'Trưởng phòng, trưởng đơn vị'), ('officer', 'Chuyên viên'), ('fund_director', 'Giám đốc Quỹ'), ('fund_officer', 'Cán bộ thẩm định, tín dụng Quỹ'), ('fund_accountant', 'Kế toán Quỹ'), ('controller', 'Kiểm soát viên'), ('agency_officer', 'Cán bộ cơ quan ngoài'), ('cooperative', 'Hợp tác xã')], max_length=20, verbose_name='vai trò')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('decision', models.CharField(blank=True, max_length=200, verbose_name='quyết định')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='directory.post', verbose_name='chức vụ')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='directory.agency', verbose_name='đơn vị')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to=settings.AUTH_USER_MODEL, verbose_name='người')),
            ],
            options={
                'verbose_name': 'phân công chức vụ',
                'ordering': ('-valid_from',),
            },
        ),
        migrations.CreateModel(
            name='PostingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('admin', 'Quản trị hệ thống'), ('chairman', 'Chủ tịch'), ('deputy', 'Phó Chủ tịch'), ('office_chief', 'Chánh Văn phòng'), ('clerk', 'Văn thư'), ('unit_head', 'Trưởng phòng, trưởng đơn vị'), ('officer', 'Chuyên viên'), ('fund_director', 'Giám đốc Quỹ'), ('fund_officer', 'Cán bộ thẩm định, tín dụng Quỹ'), ('fund_accountant', 'Kế toán Quỹ'), ('controller', 'Kiểm soát viên'), ('agency_officer', 'Cán bộ cơ quan ngoài'), ('cooperative', 'Hợp tác xã')], max_length=20, verbose_name='vai trò')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('decision', models.CharField(blank=True, max_length=200, verbose_name='quyết định')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.posting')),
                ('post', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.post', verbose_name='chức vụ')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.agency', verbose_name='đơn vị')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='posting_days_in_order', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('role', 'admin'), ('unit__isnull', False), _connector='OR'), name='posting_has_unit', violation_error_message='Hãy chọn đơn vị; chỉ quản trị hệ thống không thuộc đơn vị nào.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='posting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_postingevent" ("decision", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "role", "unit_id", "user_id", "valid_from", "valid_to") VALUES (NEW."decision", NEW."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."post_id", NEW."role", NEW."unit_id", NEW."user_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='9c6db8fcbebd44aa3a221cf2e2d39dff53845529', operation='INSERT', pgid='pgtrigger_insert_insert_ae878', table='people_posting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='posting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_postingevent" ("decision", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "role", "unit_id", "user_id", "valid_from", "valid_to") VALUES (NEW."decision", NEW."id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."post_id", NEW."role", NEW."unit_id", NEW."user_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='c630f614cf4cae05d6f497bbe5464d461865b02e', operation='UPDATE', pgid='pgtrigger_update_update_d1459', table='people_posting', when='AFTER')),
        ),
    ]

"""The directory: agencies, communes, days, values; and the letters' folding PostgreSQL needs for search."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import lmhtx.base.clock
import lmhtx.base.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.CreateModel(
            name='Commune',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(blank=True, max_length=10, verbose_name='mã')),
                ('name', models.CharField(max_length=100, verbose_name='tên')),
                ('kind', models.CharField(max_length=30, verbose_name='loại')),
                ('old_district', models.CharField(blank=True, max_length=100, verbose_name='huyện cũ')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('folded', lmhtx.base.fields.FoldedField(blank=True, default='', editable=False, of=('name', 'old_district'), verbose_name='tên không dấu')),
            ],
            options={
                'verbose_name': 'xã, phường',
                'ordering': ('name',),
            },
        ),
        migrations.CreateModel(
            name='DayNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, validators=[django.core.validators.MinValueValidator(1945), django.core.validators.MaxValueValidator(2100)], verbose_name='năm')),
                ('is_settled', models.BooleanField(default=False, verbose_name='đã chốt')),
                ('source', models.CharField(blank=True, max_length=250, verbose_name='căn cứ')),
            ],
            options={
                'verbose_name': 'thông báo ngày nghỉ',
                'ordering': ('year',),
            },
        ),
        migrations.CreateModel(
            name='ParameterValueEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=lmhtx.base.clock.now, editable=False, verbose_name='tạo lúc')),
                ('changed_at', models.DateTimeField(default=lmhtx.base.clock.now, editable=False, verbose_name='sửa lúc')),
                ('key', models.CharField(max_length=120, verbose_name='mã tham số')),
                ('value', models.JSONField(verbose_name='giá trị')),
                ('valid_from', models.DateField(verbose_name='áp dụng từ ngày')),
                ('source', models.CharField(max_length=250, verbose_name='căn cứ')),
                ('is_doubtful', models.BooleanField(default=False, verbose_name='chưa kiểm chứng')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='tên chức vụ')),
                ('rank', models.PositiveSmallIntegerField(default=50, help_text='Số nhỏ đứng trước.', verbose_name='thứ bậc')),
            ],
            options={
                'verbose_name': 'chức vụ',
                'ordering': ('rank', 'name'),
            },
        ),
        migrations.CreateModel(
            name='Province',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10, unique=True, verbose_name='mã')),
                ('name', models.CharField(max_length=100, verbose_name='tên')),
                ('kind', models.CharField(max_length=30, verbose_name='loại')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('folded', lmhtx.base.fields.FoldedField(blank=True, default='', editable=False, of=('name',), verbose_name='tên không dấu')),
            ],
            options={
                'verbose_name': 'tỉnh, thành phố',
                'ordering': ('name',),
            },
        ),
        migrations.CreateModel(
            name='SpecialDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True, verbose_name='ngày')),
                ('kind', models.CharField(choices=[('rest', 'ngày nghỉ'), ('work', 'ngày làm bù')], max_length=4, verbose_name='loại')),
                ('name', models.CharField(max_length=150, verbose_name='tên')),
                ('certainty', models.CharField(choices=[('settled', 'đã chốt'), ('expected', 'dự kiến'), ('pending', 'chờ xác nhận')], default='settled', max_length=10, verbose_name='mức chắc chắn')),
                ('source', models.CharField(blank=True, max_length=250, verbose_name='căn cứ')),
            ],
            options={
                'verbose_name': 'ngày nghỉ, ngày làm bù',
                'ordering': ('day',),
            },
        ),
        migrations.CreateModel(
            name='UnknownName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('written', models.CharField(max_length=500, verbose_name='tên trong văn bản')),
                ('normal', models.CharField(editable=False, max_length=500, unique=True, verbose_name='tên chuẩn hóa')),
                ('seen_in', models.CharField(blank=True, max_length=300, verbose_name='gặp ở')),
                ('seen_count', models.PositiveIntegerField(default=1, verbose_name='số lần gặp')),
                ('first_seen_at', models.DateTimeField(default=lmhtx.base.clock.now, verbose_name='gặp lần đầu lúc')),
                ('is_set_aside', models.BooleanField(default=False, verbose_name='không phải cơ quan')),
            ],
            options={
                'verbose_name': 'tên chưa rõ',
                'ordering': ('-seen_count', 'written'),
            },
        ),
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lmhtx.base.clock.now, editable=False, verbose_name='tạo lúc')),
                ('changed_at', models.DateTimeField(default=lmhtx.base.clock.now, editable=False, verbose_name='sửa lúc')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('kind', models.CharField(choices=[('alliance', 'Liên minh Hợp tác xã'), ('unit', 'phòng, đơn vị của Liên minh'), ('outside', 'cơ quan ngoài'), ('group', 'nhóm cơ quan')], max_length=10, verbose_name='loại')),
                ('name', models.CharField(max_length=250, verbose_name='tên hiện nay')),
                ('short_name', models.CharField(blank=True, max_length=80, verbose_name='tên ngắn')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='điện thoại')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='thư điện tử')),
                ('is_notified', models.BooleanField(default=False, help_text='Cơ quan ngoài chỉ nhận nhắc tự động khi đã bật tại đây.', verbose_name='gửi nhắc tự động')),
                ('note', models.TextField(blank=True, verbose_name='ghi chú')),
                ('folded', lmhtx.base.fields.FoldedField(blank=True, default='', editable=False, of=('name', 'short_name'), verbose_name='tên không dấu')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='directory.agency', verbose_name='trực thuộc')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='directory.agency', verbose_name='cơ quan kế tiếp')),
                ('commune', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agencies', to='directory.commune', verbose_name='xã, phường')),
            ],
            options={
                'verbose_name': 'cơ quan, đơn vị',
                'ordering': ('name',),
            },
        ),
        migrations.CreateModel(
            name='AgencyAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('alias', models.CharField(max_length=250, verbose_name='cách viết')),
                ('normal', models.CharField(editable=False, max_length=250, unique=True, verbose_name='cách viết chuẩn hóa')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='directory.agency', verbose_name='cơ quan')),
            ],
            options={
                'verbose_name': 'cách viết khác',
            },
        ),
        migrations.CreateModel(
            name='AgencyName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=250, verbose_name='tên')),
                ('short_name', models.CharField(blank=True, max_length=80, verbose_name='tên ngắn')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('source', models.CharField(blank=True, max_length=250, verbose_name='căn cứ')),
                ('is_doubtful', models.BooleanField(default=False, verbose_name='chưa kiểm chứng')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='directory.agency', verbose_name='cơ quan')),
            ],
            options={
                'verbose_name': 'tên theo thời gian',
                'ordering': ('valid_from',),
            },
        ),
        migrations.CreateModel(
            name='AgencyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=lmhtx.base.clock.now, editable=False, verbose_name='tạo lúc')),
                ('changed_at', models.DateTimeField(default=lmhtx.base.clock.now, editable=False, verbose_name='sửa lúc')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('kind', models.CharField(choices=[('alliance', 'Liên minh Hợp tác xã'), ('unit', 'phòng, đơn vị của Liên minh'), ('outside', 'cơ quan ngoài'), ('group', 'nhóm cơ quan')], max_length=10, verbose_name='loại')),
                ('name', models.CharField(max_length=250, verbose_name='tên hiện nay')),
                ('short_name', models.CharField(blank=True, max_length=80, verbose_name='tên ngắn')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='điện thoại')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='thư điện tử')),
                ('is_notified', models.BooleanField(default=False, help_text='Cơ quan ngoài chỉ nhận nhắc tự động khi đã bật tại đây.', verbose_name='gửi nhắc tự động')),
                ('note', models.TextField(blank=True, verbose_name='ghi chú')),
                ('folded', lmhtx.base.fields.FoldedField(blank=True, default='', editable=False, of=('name', 'short_name'), verbose_name='tên không dấu')),
                ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.agency', verbose_name='trực thuộc')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.agency')),
                ('successor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.agency', verbose_name='cơ quan kế tiếp')),
                ('commune', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.commune', verbose_name='xã, phường')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CommuneChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_part', models.BooleanField(default=False, verbose_name='chỉ một phần')),
                ('is_default', models.BooleanField(default=True, verbose_name='phần chính')),
                ('new', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='came_from', to='directory.commune', verbose_name='xã, phường mới')),
                ('old', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='went_into', to='directory.commune', verbose_name='xã, phường cũ')),
            ],
            options={
                'verbose_name': 'sắp xếp xã, phường',
            },
        ),
        migrations.CreateModel(
            name='GroupMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='directory.agency', verbose_name='nhóm')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='directory.agency', verbose_name='thành viên')),
            ],
            options={
                'verbose_name': 'thành viên nhóm',
            },
        ),
        migrations.CreateModel(
            name='OrganizationProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=250, verbose_name='tên')),
                ('superior', models.CharField(blank=True, max_length=250, verbose_name='cơ quan chủ quản')),
                ('place', models.CharField(max_length=100, verbose_name='địa danh')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('source', models.CharField(blank=True, max_length=250, verbose_name='căn cứ')),
                ('is_doubtful', models.BooleanField(default=False, verbose_name='chưa kiểm chứng')),
            ],
            options={
                'verbose_name': 'tên và nơi đặt của Liên minh',
                'ordering': ('valid_from',),
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='profile_days_in_order', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.')],
            },
        ),
        migrations.CreateModel(
            name='ParameterValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=lmhtx.base.clock.now, editable=False, verbose_name='tạo lúc')),
                ('changed_at', models.DateTimeField(default=lmhtx.base.clock.now, editable=False, verbose_name='sửa lúc')),
                ('key', models.CharField(max_length=120, verbose_name='mã tham số')),
                ('value', models.JSONField(verbose_name='giá trị')),
                ('valid_from', models.DateField(verbose_name='áp dụng từ ngày')),
                ('source', models.CharField(max_length=250, verbose_name='căn cứ')),
                ('is_doubtful', models.BooleanField(default=False, verbose_name='chưa kiểm chứng')),
            ],
            options={
                'verbose_name': 'giá trị tham số',
                'ordering': ('key', '-valid_from'),
                'constraints': [models.UniqueConstraint(fields=('key', 'valid_from'), name='parameter_value_once_a_day', violation_error_message='Tham số này đã có giá trị từ ngày đó; hãy chọn ngày khác.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='parametervalue',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_parametervalueevent" ("changed_at", "created_at", "id", "is_doubtful", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "value") VALUES (NEW."changed_at", NEW."created_at", NEW."id", NEW."is_doubtful", NEW."key", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."source", NEW."valid_from", NEW."value"); RETURN NULL;', hash='2b8214564aa0669c103d4d01887e1e849fdab620', operation='INSERT', pgid='pgtrigger_insert_insert_3c671', table='directory_parametervalue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='parametervalue',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_parametervalueevent" ("changed_at", "created_at", "id", "is_doubtful", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "value") VALUES (NEW."changed_at", NEW."created_at", NEW."id", NEW."is_doubtful", NEW."key", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."source", NEW."valid_from", NEW."value"); RETURN NULL;', hash='6973f7f148fab3f76ba7d15110cce2b63558bbf8', operation='UPDATE', pgid='pgtrigger_update_update_4ce46', table='directory_parametervalue', when='AFTER')),
        ),
        migrations.AddField(
            model_name='parametervalueevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='parametervalueevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.parametervalue'),
        ),
        migrations.AddField(
            model_name='province',
            name='successor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='directory.province', verbose_name='tỉnh kế tiếp'),
        ),
        migrations.AddField(
            model_name='commune',
            name='province',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='communes', to='directory.province', verbose_name='tỉnh, thành phố'),
        ),
        migrations.AddField(
            model_name='unknownname',
            name='agency',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.agency', verbose_name='là cơ quan'),
        ),
        migrations.AddConstraint(
            model_name='agencyname',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='agency_name_days_in_order', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'),
        ),
        migrations.AddIndex(
            model_name='agency',
            index=django.contrib.postgres.indexes.GinIndex(fields=['folded'], name='agency_folded_trigrams', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddConstraint(
            model_name='agency',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='agency_days_in_order', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'),
        ),
        migrations.AddConstraint(
            model_name='agency',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'alliance')), fields=('kind',), name='one_alliance', violation_error_message='Chỉ có một Liên minh trong danh bạ.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agency',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_agencyevent" ("changed_at", "commune_id", "created_at", "email", "folded", "id", "is_notified", "kind", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "short_name", "successor_id", "valid_from", "valid_to", "version") VALUES (NEW."changed_at", NEW."commune_id", NEW."created_at", NEW."email", NEW."folded", NEW."id", NEW."is_notified", NEW."kind", NEW."name", NEW."note", NEW."parent_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."phone", NEW."short_name", NEW."successor_id", NEW."valid_from", NEW."valid_to", NEW."version"); RETURN NULL;', hash='620dc80762813385c15de99547a07610cf402c18', operation='INSERT', pgid='pgtrigger_insert_insert_88592', table='directory_agency', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agency',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_agencyevent" ("changed_at", "commune_id", "created_at", "email", "folded", "id", "is_notified", "kind", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "short_name", "successor_id", "valid_from", "valid_to", "version") VALUES (NEW."changed_at", NEW."commune_id", NEW."created_at", NEW."email", NEW."folded", NEW."id", NEW."is_notified", NEW."kind", NEW."name", NEW."note", NEW."parent_id", _pgh_attach_context(), CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."phone", NEW."short_name", NEW."successor_id", NEW."valid_from", NEW."valid_to", NEW."version"); RETURN NULL;', hash='ce7e5df24e172782baff9255b4d79d8738c5efb9', operation='UPDATE', pgid='pgtrigger_update_update_b9fce', table='directory_agency', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='communechange',
            constraint=models.UniqueConstraint(fields=('old', 'new'), name='commune_change_once', violation_error_message='Việc sắp xếp này đã ghi.'),
        ),
        migrations.AddConstraint(
            model_name='groupmember',
            constraint=models.UniqueConstraint(fields=('group', 'member', 'valid_from'), name='group_member_once', nulls_distinct=False, violation_error_message='Cơ quan này đã có trong nhóm.'),
        ),
        migrations.AddConstraint(
            model_name='groupmember',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='group_member_days_in_order', violation_error_message='Ngày kết thúc phải sau ngày bắt đầu.'),
        ),
        migrations.AddIndex(
            model_name='commune',
            index=django.contrib.postgres.indexes.GinIndex(fields=['folded'], name='commune_folded_trigrams', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddConstraint(
            model_name='commune',
            constraint=models.UniqueConstraint(fields=('kind', 'name', 'old_district', 'province'), name='commune_once', violation_error_message='Xã, phường này đã có.'),
        ),
    ]

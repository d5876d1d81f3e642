import django.db.models.deletion
import minhbach.organisation.models.people
import minhbach.organisation.models.units
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=60, unique=True, verbose_name='tên đăng nhập')),
                ('full_name', models.CharField(max_length=120, verbose_name='họ và tên')),
                ('position', models.CharField(blank=True, max_length=120, verbose_name='chức vụ')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='thư điện tử')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='điện thoại')),
                ('is_active', models.BooleanField(default=True, verbose_name='đang dùng')),
                ('must_change_password', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('folded', models.CharField(db_index=True, default='', editable=False, max_length=320)),
            ],
            options={
                'ordering': ['username'],
            },
        ),
        migrations.CreateModel(
            name='UnitGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=200, verbose_name='tên nhóm')),
                ('kind', models.CharField(choices=minhbach.organisation.models.units.group_kind_choices, max_length=10)),
                ('rule', models.JSONField(blank=True, default=dict)),
                ('verified', models.BooleanField(default=True)),
                ('protocol_order', models.PositiveIntegerField(default=1000)),
            ],
            options={
                'ordering': ['protocol_order', 'name'],
            },
        ),
        migrations.CreateModel(
            name='SignInLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_in_links', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, unique=True, verbose_name='mã')),
                ('name', models.CharField(max_length=200, verbose_name='tên')),
                ('short_name', models.CharField(blank=True, max_length=100, verbose_name='tên ngắn')),
                ('kind', models.CharField(choices=minhbach.organisation.models.units.unit_kind_choices, max_length=20, verbose_name='loại')),
                ('authority', models.CharField(choices=minhbach.organisation.models.units.authority_choices, default='peoples_committee', max_length=20, verbose_name='trực thuộc')),
                ('protocol_order', models.PositiveIntegerField(default=1000, verbose_name='thứ tự')),
                ('opened_on', models.DateField(blank=True, null=True, verbose_name='lập từ ngày')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='thôi hoạt động từ ngày')),
                ('tags', models.JSONField(blank=True, default=list)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='thư điện tử')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='điện thoại')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='địa chỉ')),
                ('folded', models.CharField(db_index=True, default='', editable=False, max_length=320)),
                ('verified', models.BooleanField(default=True, verbose_name='đã kiểm tra')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organisation.unit')),
            ],
            options={
                'ordering': ['protocol_order', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=minhbach.organisation.models.people.role_choices, max_length=20, verbose_name='vai trò')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='từ ngày')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('division', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='division_memberships', to='organisation.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='organisation.unit')),
            ],
        ),
        migrations.CreateModel(
            name='UnitAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200, verbose_name='cách viết')),
                ('folded', models.CharField(db_index=True, max_length=200)),
                ('verified', models.BooleanField(default=True)),
                ('learnt', models.BooleanField(default=False, verbose_name='nhớ từ một lần xác nhận')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='organisation.unit')),
            ],
        ),
        migrations.CreateModel(
            name='GroupMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='group_memberships', to='organisation.unit')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='organisation.unitgroup')),
            ],
        ),
        migrations.CreateModel(
            name='GroupAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200)),
                ('folded', models.CharField(db_index=True, max_length=200)),
                ('learnt', models.BooleanField(default=False)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='organisation.unitgroup')),
            ],
        ),
        migrations.CreateModel(
            name='UnitSuccession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=minhbach.organisation.models.units.succession_choices, max_length=20)),
                ('effective_on', models.DateField()),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='căn cứ')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='ghi chú')),
                ('verified', models.BooleanField(default=True, verbose_name='đã kiểm tra')),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='organisation.unit')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessions', to='organisation.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Province',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('system', models.CharField(max_length=4)),
                ('code', models.CharField(max_length=2)),
                ('name', models.CharField(max_length=60)),
                ('is_city', models.BooleanField(default=False)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='formed_from', to='organisation.province')),
            ],
            options={
                'ordering': ['system', 'code'],
                'constraints': [models.UniqueConstraint(fields=('system', 'code'), name='province_code_once')],
            },
        ),
        migrations.AddIndex(
            model_name='unit',
            index=models.Index(fields=['kind', 'protocol_order'], name='unit_kind_order'),
        ),
        migrations.AddIndex(
            model_name='unit',
            index=models.Index(fields=['parent', 'protocol_order'], name='unit_parent_order'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('opened_on__isnull', True), ('closed_on__gt', models.F('opened_on')), _connector='OR'), name='unit_closes_after_it_opens'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('user', 'unit', 'role'), name='membership_once'),
        ),
        migrations.AddConstraint(
            model_name='unitalias',
            constraint=models.UniqueConstraint(fields=('unit', 'folded'), name='alias_once_per_unit'),
        ),
        migrations.AddConstraint(
            model_name='groupmember',
            constraint=models.UniqueConstraint(fields=('group', 'unit'), name='group_member_once'),
        ),
        migrations.AddConstraint(
            model_name='groupalias',
            constraint=models.UniqueConstraint(fields=('group', 'folded'), name='group_alias_once'),
        ),
        migrations.AddConstraint(
            model_name='unitsuccession',
            constraint=models.UniqueConstraint(fields=('predecessor', 'successor', 'effective_on'), name='succession_once'),
        ),
    ]

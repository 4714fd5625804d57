from django.db import migrations

# The same steps as in common/languages/ordering.py; nothing in it depends on how the server was built or set up.
FORWARDS = r"""
CREATE FUNCTION common_sort_key(shown text, is_welsh boolean) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    parted text := lower(normalize(shown, NFKD) COLLATE "C");
    letters text := regexp_replace(parted COLLATE "C", '[\u0300-\u036f]', '', 'g');
BEGIN
    letters := regexp_replace(letters COLLATE "C", '[''`\u2018\u2019\u02bc]', '', 'g');
    letters := translate(letters, 'øØłŁđĐ', 'oolldd');
    letters := replace(replace(replace(letters, 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss');
    letters := regexp_replace(
        letters COLLATE "C", '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f]+', ' ', 'g'
    );
    letters := trim(letters);
    IF is_welsh THEN
        letters := regexp_replace(letters COLLATE "C", '\m(ban|bron|bryn|gwyn|llan|pen)g', '\1' || chr(1) || 'g', 'g');
        letters := regexp_replace(letters COLLATE "C", '([cprt])h', '\1~', 'g');
        letters := regexp_replace(letters COLLATE "C", '([dfl])\1', '\1~', 'g');
        letters := replace(replace(letters, 'ng', 'g~'), chr(1), '');
    END IF;
    RETURN letters || chr(1) || parted || chr(1) || shown;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('common', '0002_names'),
    ]

    operations = [
        migrations.RunSQL(FORWARDS, "DROP FUNCTION common_sort_key(text, boolean)"),
    ]

"""The door for gunicorn; it refuses to start on settings that are not safe to serve."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum_site.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402

from forum_site.running.checks import refuse_unsafe_settings  # noqa: E402 (needs the settings)
from forum_site.running.lending import latest_first  # noqa: E402
from forum_site.running.outages import limit_waits, look_before_asking  # noqa: E402
from forum_site.running.preloading import read_what_is_shared  # noqa: E402

refuse_unsafe_settings()
limit_waits(settings.DATABASES)
look_before_asking()
latest_first()
read_what_is_shared()

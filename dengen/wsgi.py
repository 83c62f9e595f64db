"""The web server's entrance."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from dengen.database import limits, pool, read_only
from dengen.events.proxies import believing_proxies
from dengen.ui.charsets import in_utf_8
from dengen.ui.speaking import speaking

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengen.settings")
limits.apply(limits.WEB)
read_only.obey()
pool.limit_connections(settings.DATABASE_CONNECTIONS)
application = believing_proxies(
    speaking(in_utf_8(get_wsgi_application())),
    settings.TRUSTED_PROXIES,
    untold="https" if settings.IS_SECURE else "http",
)
import_module(settings.ROOT_URLCONF)  # now, and not while the first visitor waits

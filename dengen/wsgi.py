"""The web server's entrance."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from dengen.events.origin import believe_proxies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengen.settings")
application = wrap_wsgi_with_proxy_headers(
    get_wsgi_application(), trusted_hosts=settings.TRUSTED_PROXIES
)
application = believe_proxies(application, settings.TRUSTED_PROXIES)
import_module(settings.ROOT_URLCONF)  # now, and not while the first visitor waits

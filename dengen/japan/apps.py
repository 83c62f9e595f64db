from django.apps import AppConfig


class JapanConfig(AppConfig):
    name = "dengen.japan"

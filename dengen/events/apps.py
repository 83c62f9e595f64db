from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "dengen.events"

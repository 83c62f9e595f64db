"""Addresses for machines that watch the board; ProbeMiddleware answers them."""

from django.urls import path

from dengen.watch.views import live, metrics, ready

app_name = "watch"
urlpatterns = [
    path("health/live", live, name="live"),
    path("health/ready", ready, name="ready"),
    path("metrics", metrics, name="metrics"),
]

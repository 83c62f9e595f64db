"""Addresses that only a demo has."""

from django.urls import path

from dengen.demo.views import mail, mail_list, mail_preview, mail_preview_list

app_name = "demo"
urlpatterns = [
    path("mails/", mail_list, name="mail-list"),
    path("mails/<number:pk>/", mail, name="mail"),
    path("mail-previews/", mail_preview_list, name="mail-preview-list"),
    path("mail-previews/<slug:kind>/", mail_preview, name="mail-preview"),
]

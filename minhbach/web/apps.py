from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "minhbach.web"
    label = "web"

from django.apps import AppConfig


class IndicesConfig(AppConfig):
    name = "minhbach.indices"
    label = "indices"
    default_auto_field = "django.db.models.BigAutoField"

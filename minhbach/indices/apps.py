from django.apps import AppConfig


class IndicesConfig(AppConfig):
    name = "minhbach.indices"
    label = "indices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Amendments of plans change targets too."""
        from minhbach.indices.services import amending  # noqa: F401 - registers itself

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "minhbach.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Amendments of plans change report regimes too."""
        from minhbach.reporting.services import amending  # noqa: F401 - registers itself

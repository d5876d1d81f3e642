from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "minhbach.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Amendments of plans change report regimes too; a plan is not taken back over reports."""
        from minhbach.reporting.queries import uses  # noqa: F401 - registers itself
        from minhbach.reporting.services import amending  # noqa: F401 - registers itself

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "minhbach.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Amendments change report regimes too; reports keep a plan; calendars show their last days."""
        from minhbach.messaging.queries import offer_days
        from minhbach.reporting.queries import uses  # noqa: F401 - registers itself
        from minhbach.reporting.queries.feed import slot_days
        from minhbach.reporting.services import amending  # noqa: F401 - registers itself

        offer_days("slots", slot_days)

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "minhbach.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Messages leave on working days, and calendars show last days: both are known here."""
        from minhbach.messaging.queries import offer_days, offer_work_calendar
        from minhbach.plans.queries import work_calendar
        from minhbach.plans.queries.feed import duty_days

        offer_work_calendar(work_calendar)
        offer_days("duties", duty_days)

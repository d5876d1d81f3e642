from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "minhbach.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Messages leave on working days: the calendar of those is kept here."""
        from minhbach.messaging.queries import offer_work_calendar
        from minhbach.plans.queries import work_calendar

        offer_work_calendar(work_calendar)

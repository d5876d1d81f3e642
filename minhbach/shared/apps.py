from django.apps import AppConfig


class SharedConfig(AppConfig):
    """What every app stands on: jobs, outbox, audit, files; and the pure words for dates, text, numbers."""

    name = "minhbach.shared"
    label = "shared"
    verbose_name = "Nền chung"

    def ready(self) -> None:
        from minhbach.shared import checks  # noqa: F401  (registers the system checks)

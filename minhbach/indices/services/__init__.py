"""The verbs of indicators and targets."""

from minhbach.indices.services.targets import NewObservation, record_observation, set_targets

__all__ = ["NewObservation", "record_observation", "set_targets"]

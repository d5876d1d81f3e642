"""Rules about indicators and their targets. Pure."""

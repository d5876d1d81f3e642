"""Rules of the organisation: how documents write units, and which units a phrase means on a day. Pure."""

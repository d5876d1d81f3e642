"""What may be done with a draft: pure operations on its plain data, each giving a new draft."""

"""Every list as the office's own form: the rows that its page shows, by the same questions."""

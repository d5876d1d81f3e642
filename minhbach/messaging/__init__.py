"""What later apps want to say to people, and how it reaches them. It knows nothing of plans or reports."""

"""Rules of reports: values in, one PlanReport out. No Django."""

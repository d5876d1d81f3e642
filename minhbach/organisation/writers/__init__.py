"""Files that the organisation hands out."""

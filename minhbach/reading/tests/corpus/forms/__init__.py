"""The forms a paper takes on its way to the reader."""

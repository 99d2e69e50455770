"""Looking at photos, one at a time. Imported when the first one is opened."""

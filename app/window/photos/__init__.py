"""What can be done with photos: open, copy, export, mark, move to the wastebasket."""

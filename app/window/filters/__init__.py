"""What narrows the photos: the side panel, the chips above the grid, saved searches."""

"""What was translated before. A memory answers as an engine does: `suggest(requests, pair)`."""

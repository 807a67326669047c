"""The web desk and its HTTP API: pages for people, `/api/v1` for machines (`ifolge[serve]`)."""

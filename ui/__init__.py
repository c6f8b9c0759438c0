"""What the pages share: frame, session, caches, services and parts of pages."""

"""The router: which page is asked for."""

from ui import navigation, session

session.mark_routed()
navigation.router().run()

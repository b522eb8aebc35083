"""How the portal is to be served: one list of rules, written for each kind of web server."""

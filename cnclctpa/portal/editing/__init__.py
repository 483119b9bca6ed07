"""How objects are made, changed and removed on the pages, each under its own address."""

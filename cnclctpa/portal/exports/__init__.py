"""The reports of the pages as tables: columns are declared here, over the objects that the pages show."""

"""The roof: settings, addresses, and the pages that belong to no single app. Nobody imports it."""

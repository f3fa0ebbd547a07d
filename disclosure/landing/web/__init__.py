"""Documents from the web: asked for politely, from public addresses only, and never more than a report can be."""

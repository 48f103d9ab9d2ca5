"""Views: archived bytes made into what a reader may see of them, names of people removed.

Belongs here: pictures of pages and lines of flowing documents. Does not belong here: which documents are shown and where
the views are kept (pipelines/views.py).
"""

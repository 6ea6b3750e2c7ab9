"""Listing pages to links: pure modules, one for each family of sites.

An adapter takes a page and the source it belongs to and returns what the page links to, with the
organ and year that the titles name, the reason for each link, and the further pages of the list.
"""

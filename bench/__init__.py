"""Measurements of this project beside a peer, in one run."""

"""Telling people what changed: which changes are news, and the ways to send them."""

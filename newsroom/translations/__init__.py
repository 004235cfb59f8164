"""Translations of pages under the rules of the newsroom: drafts first, published like any page."""

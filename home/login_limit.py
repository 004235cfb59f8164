"""How many wrong passwords one address may try for one account (django-axes asks here)."""

from django.shortcuts import render

from analytics.readers import client_address


def address_of(request):
    """Return the address that a sign-in comes from, as text, believing trusted proxies alone."""
    return str(client_address(request.META) or "")


def locked_out(request, original_response=None, credentials=None):
    """Say how long to wait, in the place of the form."""
    return render(request, "home/locked_out.html", status=429)

"""How many wrong passwords one address may try for one account (django-axes asks here)."""

from ipaddress import ip_network

from django.conf import settings
from django.shortcuts import render

from analytics.readers import client_address

# Bits of an IPv6 address that a provider gives to one house, whose machines choose the rest.
HOUSE = 64


def address_of(request):
    """Return the address that a sign-in comes from, as text, or None where it has none.

    Trusted proxies alone are believed; for IPv6 the first address of the house stands for all.
    """
    address = client_address(request.META)
    if address is not None and address.version == 6:
        address = ip_network((address, HOUSE), strict=False).network_address
    return address and str(address)


def locked_out(request, original_response=None, credentials=None):
    """Say how long to wait, in the place of the form."""
    minutes = settings.AXES_COOLOFF_TIME.seconds // 60
    return render(request, "home/locked_out.html", {"minutes": minutes}, status=429)

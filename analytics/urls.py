"""The counter's addresses for a server that runs Django without `site_ldld.wsgi`."""

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from .endpoint import ROUTES, answer


@csrf_exempt
def through_django(request):
    """Answer with the same code as in WSGI."""
    status, headers, body = answer(request.META)
    return HttpResponse(body, status=status, headers=dict(headers))


urlpatterns = [path(address.removeprefix("/"), through_django) for address in ROUTES]

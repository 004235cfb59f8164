"""Attached files as readers download them: at Wagtail's addresses, after its checks."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served

from articles.models import Attachment

from .file_answers import file_answer


@require_safe
def serve(request, pk, filename):
    """Hand over the attachment `pk`, whose stored name is `filename`, to whoever may read it."""
    attachment = get_object_or_404(Attachment, pk=pk)
    if attachment.filename != filename:
        raise Http404
    for check in hooks.get_hooks("before_serve_document"):
        if isinstance(answer := check(attachment, request), HttpResponse):
            return answer
    document_served.send(sender=Attachment, instance=attachment, request=request)
    try:
        return file_answer(
            request,
            attachment.file.path,
            attachment.content_type,
            Cache_Control="private, no-cache" if request.user.is_authenticated else "no-cache",
            Content_Disposition=content_disposition_header(True, filename),
            Content_Security_Policy="default-src 'none'; sandbox",
            X_Content_Type_Options="nosniff",
        )
    except OSError:
        # The row is there, its file is not.
        raise Http404 from None

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from . import types
from .choices import Audience
from .models import Document


@login_not_required
@require_safe
def document_detail(request, pk):
    documents = Document.objects.visible_to(request.user).select_related("organisation")
    document = get_object_or_404(documents, pk=pk)
    context = {"document": document, "is_demonstration": document.is_demonstration}
    return render(request, "documents/document_detail.html", context)


@login_not_required
@require_safe
def document_file(request, pk):
    """The file, as an attachment: a browser never opens what people have sent as a page of this site."""
    document = get_object_or_404(Document.objects.visible_to(request.user).exclude(file=""), pk=pk)
    try:
        content = document.file.open()
    except FileNotFoundError:
        raise Http404 from None
    content_type = next(t.content_type for t in types.ACCEPTED if t.extension == document.extension)
    response = FileResponse(
        content, as_attachment=True, filename=document.download_name, content_type=content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    if document.audience != Audience.PUBLIC:
        patch_cache_control(response, private=True, no_store=True)
    return response

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from cnclctpa.documents import services
from cnclctpa.documents.choices import Audience
from cnclctpa.documents.models import Document
from tests.factories.reference import OrganisationFactory

PDF_CONTENT = b"%PDF-1.4\n%%EOF\n"


class DocumentFactory(DjangoModelFactory):
    """An address, for the secretariat; with the trait ``stored``, a file that is on disk."""

    class Meta:
        model = Document

    title_fr = factory.Sequence("Document {}".format)
    link = factory.Sequence("https://example.org/{}".format)

    class Params:
        stored = factory.Trait(
            link="",
            file=factory.LazyFunction(lambda: ContentFile(PDF_CONTENT, name="as people call it.pdf")),
            size=len(PDF_CONTENT),
            digest=services.digest_of(ContentFile(PDF_CONTENT)),
        )
        public = factory.Trait(audience=Audience.PUBLIC)
        for_partners = factory.Trait(audience=Audience.PARTNERS)
        for_organisation = factory.Trait(
            audience=Audience.ORGANISATION, organisation=factory.SubFactory(OrganisationFactory)
        )

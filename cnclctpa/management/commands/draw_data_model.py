"""The diagrams of docs/data-model.md, drawn from the models themselves."""

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

PAGE = settings.BASE_DIR / "docs" / "data-model.md"
MARK = "<!-- Below: written by manage.py draw_data_model. -->\n"


class Command(BaseCommand):
    help = "Draw docs/data-model.md again from the models."

    def handle(self, *args, **options):
        introduction, _mark, _drawn = PAGE.read_text().partition(MARK)
        PAGE.write_text(introduction + MARK + drawing())
        self.stdout.write(f"{PAGE.relative_to(settings.BASE_DIR)} has been drawn again.")


def drawing() -> str:
    """One section for each of our apps that has models, in Markdown with Mermaid diagrams."""
    ours = [config for config in apps.get_app_configs() if _is_ours(config)]
    with override("en"):
        return "".join(_section(config) for config in ours if list(config.get_models()))


def _is_ours(config) -> bool:
    return config.module.__file__.startswith(str(settings.BASE_DIR)) and "site-packages" not in config.path


def _section(config) -> str:
    models = sorted(config.get_models(), key=lambda model: model.__name__)
    arrows = sorted(arrow for model in models for arrow in _arrows(model))
    names = "".join(f"| `{model.__name__}` | {_says(model)} |\n" for model in models)
    lines = "".join(f"    {arrow}\n" for arrow in arrows) or "".join(f"    {m.__name__}\n" for m in models)
    diagram = f"```mermaid\nerDiagram\n{lines}```\n"
    return f"\n## {config.label}\n\n| Model | What it is |\n|---|---|\n{names}\n{diagram}"


def _arrows(model):
    for field in model._meta.get_fields():
        if field.auto_created or not field.is_relation or not field.related_model:
            continue
        link = (
            "}o--o{"
            if field.many_to_many
            else "|o--||"
            if field.one_to_one
            else "}o--o|"
            if field.null
            else "}o--||"
        )
        yield f"{model.__name__} {link} {field.related_model.__name__} : {field.name}"


def _says(model) -> str:
    """The first line of the docstring; the verbose name when nobody wrote one."""
    written = model.__doc__ or ""
    if written.startswith(f"{model.__name__}("):  # Django’s own
        return str(model._meta.verbose_name)
    return written.strip().splitlines()[0]

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.formats import number_format
from wagtail.search.backends import get_search_backend
from wagtail.search.index import get_indexed_models

CHUNK = 500


class Command(BaseCommand):
    help = "Lập lại chỉ mục tìm kiếm, và cho biết đã đến đâu."

    def handle(self, **options):
        backend = get_search_backend()
        models = get_indexed_models()
        rebuilder = backend.rebuilder_class(backend.get_index_for_model(models[0]))
        # All or nothing: readers search the old index until the new one is whole.
        with transaction.atomic():
            index = rebuilder.start()
            total = sum(self.index_model(index, model) for model in models)
            rebuilder.finish()
        self.stdout.write(f"Đã lập chỉ mục {_grouped(total)} mục.")

    def index_model(self, index, model):
        """Index every `model` there is, in the order of publication; return how many."""
        newest_first = getattr(model, "search_order", ["-pk"])
        objects = model.get_indexed_objects().order_by(*newest_first).reverse()
        keys = list(objects.values_list("pk", flat=True))
        for first in range(0, len(keys), CHUNK):
            chunk = objects.filter(pk__in=keys[first : first + CHUNK])
            index.add_items(model, list(chunk))
            done = min(first + CHUNK, len(keys))
            name = model._meta.verbose_name
            self.stdout.write(f"  {name}: {_grouped(done)} / {_grouped(len(keys))}")
            self.stdout.flush()
        return len(keys)


def _grouped(number):
    return number_format(number, force_grouping=True)

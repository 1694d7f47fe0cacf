"""Writing down, with the change itself, what the province has to be told of it."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from cooperatives.models import Cooperative, Delivery
from cooperatives.province_mapping import changed, hash_of, mapping
from cooperatives.queries.province import last_deliveries, payloads_of

BATCH = 500


@transaction.atomic
def queue_deliveries(ids: Collection[int]) -> int:
    """One sending for each of these cooperatives of which the province would hear something new; how many.

    The rows of the cooperatives are held until the change is over, so that sendings are numbered one after another.
    """
    list(Cooperative.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    payloads, last = payloads_of(ids), last_deliveries(ids)
    edition = mapping()
    version = edition.version
    made = []
    for pk, payload in sorted(payloads.items()):
        before, mark = last.get(pk), hash_of(version, payload)
        if before is not None and before.payload_hash == mark:
            continue
        number = before.number + 1 if before else 1
        made.append(
            Delivery(
                cooperative_id=pk,
                number=number,
                key=f"lmhtx-htx-{pk}-{number}-{mark[:16]}",
                mapping=version,
                payload=payload,
                payload_hash=mark,
                changes=changed(before.payload, payload) or [edition.version_name] if before else [],
            )
        )
    Delivery.objects.bulk_create(made, batch_size=BATCH)
    return len(made)

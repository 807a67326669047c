import json

from reading_back import KAJEN, QUIET, tool

from ifolge.show.export.prov import write_prov
from ifolge.show.view import View

WRITTEN = "".join(write_prov([KAJEN], View()))


def test_relays_are_derivations():
    derived = json.loads(WRITTEN)["wasDerivedFrom"].values()
    pairs = {(d["prov:generatedEntity"], d["prov:usedEntity"]) for d in derived}
    assert ("data:kajen/a2", "data:kajen/a1") in pairs
    assert ("data:kajen", "data:kajen/a2") in pairs
    assert ("data:kajen", "data:kajen/a1") not in pairs


@QUIET
def test_prov_reads_it_back():
    model = tool("prov.model", "prov")
    document = model.ProvDocument.deserialize(content=WRITTEN, format="json")
    derivations = list(document.get_records(model.ProvDerivation))
    assert len(derivations) == len(KAJEN.attributions)
    names = {str(record.identifier) for record in document.get_records(model.ProvEntity)}
    assert names == {"data:kajen", *(f"data:kajen/a{n}" for n in range(1, 7))}
    assert "wasDerivedFrom" in document.get_provn()

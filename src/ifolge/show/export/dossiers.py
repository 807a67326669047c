"""The formats a dossier is shown in, each a function from dossier and reports to text."""

from collections.abc import Sequence

from ifolge.model.claim import Dossier
from ifolge.model.report import Report
from ifolge.show.archive_request import DossierFormat
from ifolge.show.dossier import write_dossier
from ifolge.show.export.dossier_html import dossier_to_html
from ifolge.show.export.dossier_json import dossier_to_json
from ifolge.show.export.graphml import dossier_to_graphml
from ifolge.show.view import View


def written(
    dossier: Dossier,
    reports: Sequence[Report],
    chosen: DossierFormat,
    view: View,
    story: str | None = None,
) -> str:
    """The dossier in the chosen format, its last line ended."""
    articles = {report.article.id: report.article for report in reports}
    if chosen is DossierFormat.JSON:
        return dossier_to_json(dossier, story) + "\n"
    if chosen is DossierFormat.HTML:
        return dossier_to_html(dossier, reports, view)
    if chosen is DossierFormat.GRAPHML:
        return dossier_to_graphml(dossier, articles)
    return write_dossier(dossier, view, articles)

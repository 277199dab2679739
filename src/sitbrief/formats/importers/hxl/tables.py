"""Tables of HDX that come without tags, as the tags that their columns would have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.formats.importers.hxl.tags import columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitbrief.formats.importers.hxl.tags import Column


_PLACE_AND_TIME: Final = {
    "location_code": "#country+code",
    "provider_admin1_name": "#adm1+name+provider",
    "provider_admin2_name": "#adm2+name+provider",
    "admin1_code": "#adm1+code",
    "admin1_name": "#adm1+name",
    "admin2_code": "#adm2+code",
    "admin2_name": "#adm2+name",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "reference_period_start": "#date+start",
    "reference_period_end": "#date+end",
    "warning": "#meta+warning",
    "error": "#meta+error",
}
_PEOPLE: Final = {
    "population_group": "#population+group",
    "gender": "#population+gender",
    "age_range": "#population+age",
    "population": "#population",
}

_HUMANITARIAN_API: Final = {
    **_PLACE_AND_TIME,
    **_PEOPLE,
    # Needs, operational presence
    "sector_name": "#sector+name",
    "sector_code": "#sector+code",
    "category": "#category",
    "population_status": "#status+population",
    "org_name": "#org+name",
    "org_acronym": "#org+code",
    "org_type_description": "#org+type",
    # Conflict events
    "event_type": "#event+type",
    "events": "#events",
    "fatalities": "#affected+killed",
    # Food security and prices
    "ipc_phase": "#severity+phase",
    "ipc_type": "#severity+type",
    "population_in_phase": "#population+phase",
    "commodity_name": "#item+name",
    "commodity_category": "#item+type",
    "market_name": "#loc+name",
    "unit": "#item+unit",
    "price": "#value",
    "price_type": "#item+price+type",
    "currency_code": "#currency",
    # Funding
    "appeal_name": "#activity+appeal+name",
    "appeal_code": "#activity+appeal+code",
    "requirements_usd": "#value+funding+required+usd",
    "funding_usd": "#value+funding+total+usd",
    "funding_pct": "#value+funding+pct",
    # Risk, poverty, rainfall
    **dict.fromkeys(
        (
            *(
                "overall_risk",
                "hazard_exposure_risk",
                "vulnerability_risk",
                "coping_capacity_risk",
                "global_rank",
            ),
            *(
                "mpi",
                "headcount_ratio",
                "intensity_of_deprivation",
                "vulnerable_to_poverty",
                "in_severe_poverty",
            ),
            *("rainfall", "rainfall_long_term_average", "rainfall_anomaly_pct"),
        ),
        "#indicator+num",
    ),
    "risk_class": "#severity+risk",
}

TABLES: Final[Mapping[frozenset[str], Mapping[str, str]]] = {
    frozenset({"location_code", "assessment_type", "operation"}): {
        **_PLACE_AND_TIME,
        "operation": "#operation",
        "assessment_type": "#assessment+type",
        "reporting_round": "#round",
        "population": "#affected+idps",
    },
    frozenset({"location_code", "reference_period_start"}): _HUMANITARIAN_API,
    frozenset({"origin_location_code", "asylum_location_code", "population_group"}): {
        **_PLACE_AND_TIME,
        **_PEOPLE,
        "origin_location_code": "#country+code+origin",
        "asylum_location_code": "#country+code+asylum",
    },
    # Needs by plan, of the tools of the humanitarian programme cycle
    frozenset({"admin 1 pcode", "cluster", "in need"}): {
        "country iso3": "#country+code",
        **{f"admin {level} pcode": f"#adm{level}+code" for level in range(1, 5)},
        **{f"admin {level} name": f"#adm{level}+name" for level in range(1, 5)},
        "description": "#sector+name",
        "cluster": "#sector+code",
        "category": "#category",
        "population": "#population",
        "in need": "#inneed",
        "targeted": "#targeted",
        "affected": "#affected",
        "reached": "#reached",
        "info": "#meta+warning",
    },
    # Food prices of WFP
    frozenset({"commodity", "currency", "price"}): {
        "countryiso3": "#country+code",
        "date": "#date",
        "admin1": "#adm1+name",
        "admin2": "#adm2+name",
        "market": "#loc+name",
        "latitude": "#geo+lat",
        "longitude": "#geo+lon",
        "commodity": "#item+name",
        "category": "#item+type",
        "unit": "#item+unit",
        "pricetype": "#item+price+type",
        "currency": "#currency",
        "price": "#value",
    },
    # Requirements and funding by cluster, of the Financial Tracking Service
    frozenset({"countrycode", "requirements", "funding"}): {
        "countrycode": "#country+code",
        "name": "#activity+appeal+name",
        "code": "#activity+appeal+code",
        "startdate": "#date+start",
        "enddate": "#date+end",
        "year": "#date+year",
        "cluster": "#sector+name",
        "requirements": "#value+funding+required+usd",
        "funding": "#value+funding+total+usd",
        "percentfunded": "#value+funding+pct",
    },
    # Populations by IPC phase, one row a phase
    frozenset({"validity period", "phase", "number"}): {
        "country": "#country+code",
        "level 1": "#adm1+name",
        "area": "#loc+name+area",
        "validity period": "#severity+type",
        "from": "#date+start",
        "to": "#date+end",
        "phase": "#severity+phase",
        "number": "#population+phase",
    },
    # New displacements, event by event, of IDMC
    frozenset({"iso3", "displacement_type", "figure"}): {
        "id": "#id",
        "iso3": "#country+code",
        "latitude": "#geo+lat",
        "longitude": "#geo+lon",
        "displacement_type": "#cause+type",
        "figure": "#affected+idps+newdisp",
        "displacement_start_date": "#date+start",
        "displacement_end_date": "#date+end",
        "event_name": "#event+name",
        "description": "#description",
    },
}
"""The tag of each column of which anything is read, by the columns that tell a kind of table from all others."""


def named_columns(header: Sequence[str]) -> list[Column]:
    """The columns of one of HDX's tables without tags, by their names; none of any other table."""
    there = set(header)
    tags = next((tags for known_by, tags in TABLES.items() if known_by <= there), None)
    if tags is None:
        return []
    return columns([tags.get(name, "") for name in header], [[_label(name) for name in header]])


def is_humanitarian_api(header: Sequence[str]) -> bool:
    """Whether a table is one of HDX's Humanitarian API, by the names of its columns."""
    return {"location_code", "origin_location_code"} & {
        *header
    } != set() and "reference_period_start" in header


def _label(name: str) -> str:
    """A column's name in a sentence; the currency is told with the figure."""
    return name.removesuffix("_usd").replace("_pct", " %").replace("_", " ")

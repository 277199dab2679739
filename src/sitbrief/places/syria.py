"""Syria's 14 governorates.

Codes from ISO 3166-2:SY and OCHA's common operational dataset; names are OCHA's, the other forms are those of ISO, of
gazetteers and of the press.
"""

from __future__ import annotations

from sitbrief.places.model import Country, Province, SharedName

SYRIA = Country(
    iso2="SY",
    name="Syria",
    zone="Asia/Damascus",
    provinces=(
        Province("SY-DI", "SY01", "Damascus", "دمشق", ("Dimashq", "Damas")),
        Province("SY-HL", "SY02", "Aleppo", "حلب", ("Halab", "Haleb", "Alep", "Ḩalab")),
        Province(
            "SY-RD",
            "SY03",
            "Rural Damascus",
            "ريف دمشق",
            ("Rif Dimashq", "Reef Dimashq", "Damascus Countryside", "Rīf Dimashq", "Rif Damascus"),
        ),
        Province("SY-HI", "SY04", "Homs", "حمص", ("Hims", "Ḩimş")),
        Province("SY-HM", "SY05", "Hama", "حماة", ("Hamah", "Ḩamāh")),
        Province(
            "SY-LA",
            "SY06",
            "Lattakia",
            "اللاذقية",
            ("Latakia", "Lattakieh", "Al Lādhiqīyah"),
        ),
        Province("SY-ID", "SY07", "Idleb", "إدلب", ("Idlib", "Edleb")),
        Province(
            "SY-HA",
            "SY08",
            "Al-Hasakeh",
            "الحسكة",
            ("Al Hasakah", "Hasaka", "Hassakeh", "Al-Haska", "Al-Hassakah"),
        ),
        Province(
            "SY-DY",
            "SY09",
            "Deir-ez-Zor",
            "دير الزور",
            ("Deir el-Zour", "Deir al-Zour", "Deir Ezzor", "Dayr az Zawr", "Deirezzor"),
        ),
        Province("SY-TA", "SY10", "Tartous", "طرطوس", ("Tartus", "Ţarţūs")),
        Province("SY-RA", "SY11", "Ar-Raqqa", "الرقة", ("Raqqa", "Raqqah", "Rakka")),
        Province("SY-DR", "SY12", "Dar'a", "درعا", ("Daraa", "Dara", "Deraa", "Dar‘ā")),  # noqa: RUF001  ISO's own sign
        Province(
            "SY-SU",
            "SY13",
            "As-Sweida",
            "السويداء",
            ("As Suwayda", "Sweida", "As Suwaydā'", "Suweida"),
        ),
        Province("SY-QU", "SY14", "Quneitra", "القنيطرة", ("Kuneitra", "Al Qunayţirah")),
    ),
    # "Dimashq" is the city's name, and public lists give it to the countryside around it as well.
    ambiguous=(SharedName("Dimashq", ("SY-DI", "SY-RD")),),
)

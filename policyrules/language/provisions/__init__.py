"""The provisions of a policy as they are written: one module for each file that holds some."""

from policyrules.language.provisions.awards import AwardModel, AwardsFile, CriterionModel, QuantityModel, Ranking
from policyrules.language.provisions.duties import DutiesFile, DutyModel, LedgerModel
from policyrules.language.provisions.invariants import InvariantsFile
from policyrules.language.provisions.limits import (
    AnyLimit,
    BudgetModel,
    CapModel,
    ExclusiveModel,
    LimitModel,
    LimitsFile,
    PlacesModel,
    TrancheModel,
)
from policyrules.language.provisions.standards import BlockModel, ItemModel, StandardModel, StandardsFile
from policyrules.language.provisions.targets import ConditionModel, CountModel, NearestModel, TargetModel, TargetsFile

__all__ = [
    "AnyLimit",
    "AwardModel",
    "AwardsFile",
    "BlockModel",
    "BudgetModel",
    "CapModel",
    "ConditionModel",
    "CountModel",
    "CriterionModel",
    "DutiesFile",
    "DutyModel",
    "ExclusiveModel",
    "InvariantsFile",
    "ItemModel",
    "LedgerModel",
    "LimitModel",
    "LimitsFile",
    "NearestModel",
    "PlacesModel",
    "QuantityModel",
    "Ranking",
    "StandardModel",
    "StandardsFile",
    "TargetModel",
    "TargetsFile",
    "TrancheModel",
]

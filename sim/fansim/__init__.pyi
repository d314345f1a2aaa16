from .errors import CheckpointError as CheckpointError
from .errors import ClusterError as ClusterError
from .errors import FansimError as FansimError
from .errors import MechanismError as MechanismError
from .errors import NetworkError as NetworkError
from .errors import ResultError as ResultError
from .errors import RuleError as RuleError
from .errors import ScenarioError as ScenarioError
from .experiments.analyses.analyse import analyse as analyse
from .experiments.compare import compare as compare
from .experiments.comparison import Comparison as Comparison
from .experiments.sweep.result import Sweep as Sweep
from .experiments.sweep.sweep import sweep as sweep
from .model import FanCommunity as FanCommunity
from .outside import load_mechanisms as load_mechanisms
from .results import load_result as load_result
from .runs import Result as Result
from .runs import run as run
from .scenario import Scenario as Scenario
from .scenario import load_scenario as load_scenario

__version__: str

"""Property tests run the same examples every time; `HYPOTHESIS_PROFILE=fuzz` looks for new ones."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
_PHASES = [Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink]

settings.register_profile(
    "same", derandomize=True, deadline=None, max_examples=200, phases=_PHASES, suppress_health_check=_SLOW
)
settings.register_profile(
    "fuzz", deadline=None, max_examples=3_000, phases=_PHASES, suppress_health_check=_SLOW, print_blob=True
)
settings.register_profile(
    "quick", deadline=None, max_examples=300, phases=[Phase.generate], suppress_health_check=_SLOW
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

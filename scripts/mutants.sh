#!/bin/sh
# Mutation testing of the scoring core, into the folder mutants/ (scripts/mutants.py; settings: pyproject.toml).
#   $1  folder of the environment's programs; further arguments: names of mutants (par_engine.scoring.verdict*)
set -eu

bin=$1
shift
VERSION=3.8.1 # not part of the locked environment: only this command needs it
"$bin/python" -c "import mutmut, importlib.metadata as m; assert m.version('mutmut') == '$VERSION'" 2>/dev/null ||
    "$bin/python" -m pip install --quiet "mutmut==$VERSION"
exec nice -n 15 "$bin/python" scripts/mutants.py "$@"

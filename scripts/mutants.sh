#!/bin/sh
# Mutation testing of the scoring core with mutmut, into the folder mutants/ (settings: pyproject.toml).
#   $1  folder of the environment's programs; further arguments: names of mutants (par_engine.scoring.verdict*)
set -eu

bin=$1
shift
VERSION=3.8.1 # not part of the locked environment: only this command needs it
"$bin/python" -c "import mutmut, importlib.metadata as m; assert m.version('mutmut') == '$VERSION'" 2>/dev/null ||
    "$bin/python" -m pip install --quiet "mutmut==$VERSION"
"$bin/mutmut" run "$@" || :
echo "Chỗ hỏng mà không kiểm thử nào thấy:"
"$bin/mutmut" results | grep -E 'survived|no tests|timeout|suspicious' || echo "  không có"

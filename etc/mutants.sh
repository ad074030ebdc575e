#!/bin/sh
# Makes mutants of the compiled classes of payment providers, runs the conformance kit of each provider against each of
# its mutants, and prints a line per mutant: status, file:line, method, mutator, and the test that noticed it.
# usage: sh etc/mutants.sh [PROVIDER ...]      (all four by default; `make mutants` compiles first)
set -e
[ $# -gt 0 ] || set -- dummypay generic stripe wise
mkdir -p target/mutation/kit
for name in "$@"; do
    kit=$(echo "$name" | awk '{ print toupper(substr($0, 1, 1)) substr($0, 2) "ContractTest" }')
    report=target/mutation/kit/$name
    nice mvn -B -ntp -q -P mutation "-Dmutation.package=provider.$name" \
        "-Dmutation.tests=dev.connectorproxy.provider.$name.$kit" "-Dmutation.report=kit/$name" \
        org.pitest:pitest-maven:mutationCoverage > "$report.log" 2>&1 \
        || { cat "$report.log"; exit 1; }
    # columns: file, class, mutator, method, line, status, killing test
    awk -F, '
        { mutator = $3; sub(/.*\./, "", mutator); sub(/Mutator.*/, "", mutator)
          test = $7; sub(/.*\[(method|test-factory|test-template):/, "", test); sub(/\(.*/, "", test)
          printf "%-11s %s:%s %s %s %s\n", $6, $1, $5, $4, mutator, test == "none" ? "" : test }
    ' "$report/mutations.csv" | sort -k1,1 -k2,2V -s
    awk -F, -v name="$name" '
        { if ($6 == "SURVIVED") survived++; else if ($6 == "NO_COVERAGE") uncovered++; else killed++ }
        END { printf "%s: %d killed, %d survived, %d not reached\n\n", name, killed, survived, uncovered }
    ' "$report/mutations.csv"
done

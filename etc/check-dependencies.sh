#!/bin/sh
# Asks the OSV database (https://osv.dev) whether a library of the built jar has a known vulnerability, and lists those that have.
# Needs curl and jq, and the network; the build itself refuses what it knows without (pom.xml, known-vulnerabilities).
#
#   make build && sh etc/check-dependencies.sh
set -eu
jar=${1:-target/connector-proxy.jar}
url=${OSV_URL:-https://api.osv.dev/v1/querybatch}

libraries=$(unzip -p "$jar" META-INF/sbom/connector-proxy.cdx.json | jq -r '.components[].purl | sub("\\?.*"; "")')
results=$(printf '%s\n' "$libraries" | jq -R '{package: {purl: .}}' | jq -s '{queries: .}' |
    curl --fail --silent --show-error --max-time 60 -H 'Content-Type: application/json' -d @- "$url")
found=$(printf '%s' "$results" | jq -r --arg libraries "$libraries" \
    '[($libraries | split("\n")), [.results[] | [.vulns[]?.id] | join(", ")]] | transpose[] | select(.[1] != "") | join(": ")')
if [ -n "$found" ]; then
    printf '%s\n' "$found"
    exit 1
fi
printf 'none of %s libraries has a known vulnerability\n' "$(printf '%s\n' "$libraries" | wc -l | tr -d ' ')"

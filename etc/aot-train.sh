#!/bin/sh
# Writes the JVM's AOT cache of the built jar: starts it once, sends a little of everything through it, ends it with SIGTERM,
# and waits for the JVM to write the cache at its end.
#
#   etc/aot-train.sh JAVA JAR CACHE [JVM FLAGS]
#
# JAVA and JAR must be the ones that will use the cache, and so must the flags that choose the collector. The proxy calls
# itself, so nothing else is needed than curl. The cache of a jar that has since changed MUST NOT be used: JDK 25 takes it
# without a word and runs the old classes. Hence it is removed first, written under another name, and is the last to appear.
set -eu

java=$1
jar=$2
cache=$3
shift 3

port=$((20000 + $$ % 20000))
base=http://127.0.0.1:$port
key=aot-training
work=$(mktemp -d)
pid=
trap 'test -z "$pid" || kill -KILL "$pid" 2>/dev/null || true; rm -rf "$work"; rm -f "$cache.new" "$cache.new.config"' EXIT
trap 'exit 1' HUP INT TERM
rm -f "$cache"

env -u JAVA_TOOL_OPTIONS -u JDK_JAVA_OPTIONS -u CONNECTOR_PROXY_CONFIG -u CONNECTOR_PROXY_API_KEY_FILE \
    -u CONNECTOR_PROXY_CORS_ORIGINS -u CONNECTOR_PROXY_ASYNC_HTTP_PORT \
    HOST=127.0.0.1 PORT="$port" CONNECTOR_DEV_ADDR=127.0.0.1:0 CONNECTOR_PROXY_API_KEY="$key" CONNECTOR_PROXY_EGRESS_ALLOW=127.0.0.1/32 \
    "$java" "$@" -XX:AOTCacheOutput="$cache.new" -jar "$jar" >"$work/log" 2>&1 &
pid=$!

fail() {
    echo "aot-train: $1" >&2
    tail -n 20 "$work/log" >&2
    exit 1
}

tries=0
until curl -sf -o "$work/answer" "$base/v1/liveness"; do
    tries=$((tries + 1))
    kill -0 "$pid" 2>/dev/null || fail "the proxy ended instead of starting"
    test "$tries" -lt 300 || fail "the proxy did not answer within 30 s"
    sleep 0.1
done

# Whatever the status: an error answer is a path worth training, too.
get() {
    curl -s -m 10 -o "$work/answer" -H "Spiff-Connector-Proxy-Api-Key: $key" "$@" || fail "no answer to: $*"
}

# Runs a command with these arguments.
command() {
    get -X POST -H 'Content-Type: application/json' -d "$2" "$base/v1/do/$1"
}

round=0
while test "$round" -lt 20; do
    round=$((round + 1))
    for path in / /liveness /v1/liveness /v1/commands /v1/auths /observe/health /observe/metrics /openapi /nowhere; do
        get "$base$path"
    done
    get -I "$base/v1/commands"
    get -X OPTIONS "$base/v1/commands"
    get -X DELETE "$base/v1/commands"
    curl -s -m 10 -o "$work/answer" "$base/v1/commands" || fail "no answer without a key"
    command http/GetRequest "{\"url\":\"$base/v1/liveness\",\"params\":{\"a\":[1,\"b\"]},\"headers\":{\"X-A\":\"b\"}}"
    command http/GetRequest "{\"url\":\"$base/\",\"basic_auth_username\":\"a\",\"basic_auth_password\":\"b\"}"
    command http/HeadRequest "{\"url\":\"$base/v1/liveness\"}"
    for method in Post Put Patch Delete; do
        command "http/${method}Request" "{\"url\":\"$base/v1/nowhere\",\"data\":{\"a\":[1,2.50,null,true,\"\\u00e4\"]}}"
    done
    command http/PostRequest "{\"url\":\"$base/v1/nowhere\",\"data\":{\"a\":1},\"body_format\":\"form\",\"include_response_headers\":true}"
    command http/GetRequest '{"url":"http://10.0.0.1/"}'
    command http/GetRequest '{"url":1}'
    command http/GetRequest '{'
    command example/Example '{"message":"hello","spiff__task_data":{"a":1}}'
    command example/Nope '{}'
done
curl -sf -m 10 -o "$work/answer" -X POST -H "Spiff-Connector-Proxy-Api-Key: $key" -H 'Content-Type: application/json' \
    -d "{\"url\":\"$base/v1/liveness\"}" "$base/v1/do/http/GetRequest" || fail "a plain GetRequest failed"
grep -q '"http_status":200' "$work/answer" || fail "a plain GetRequest was answered with: $(cat "$work/answer")"

kill -TERM "$pid"
wait "$pid" && status=0 || status=$?
pid=
test "$status" -eq 0 || test "$status" -eq 143 || fail "the proxy ended with status $status"
test -s "$cache.new" || fail "the JVM wrote no cache"
mv "$cache.new" "$cache"
echo "aot-train: $cache, $(wc -c <"$cache") bytes"

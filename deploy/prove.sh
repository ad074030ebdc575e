#!/usr/bin/env bash
# Proves deploy/Dockerfile where there is no container engine and no image registry: builds it with buildah on debootstrapped
# Debian, then starts the image's own entry point as its own user, on a read-only root, without capabilities, and asks it.
#
#   usage, as root on Debian:  JAVA_HOME=<a JDK 25> deploy/prove.sh [WORK_DIRECTORY]
#   needs: apt-get install buildah debootstrap curl openssl
#
# The bases are kept in buildah's storage (localhost/connector-proxy-*) so that a second run is quick.
set -euo pipefail

cd "$(dirname "$0")/.."
work=${1:-$(mktemp -d)}
port=${PROVE_PORT:-18200}
tls_port=$((port + 1))
key=only-for-the-proof
suite=${PROVE_SUITE:-bookworm}
m2=${HOME}/.m2
runtime_image=localhost/connector-proxy-debian:$suite
build_image=localhost/connector-proxy-jdk:$suite
image=localhost/connector-proxy:proof
failures=0
pid=
tls=

say() { printf '%s\n' "$*"; }

check() {
    local what=$1
    shift
    if "$@"; then say "ok    $what"; else say "FAIL  $what"; failures=$((failures + 1)); fi
}

need() {
    command -v "$1" > /dev/null || { say "needs $1: apt-get install $2"; exit 2; }
}

bases() {
    local container
    if ! buildah inspect --type image "$runtime_image" > /dev/null 2>&1; then
        rm -rf "$work/root"
        debootstrap --variant=minbase "$suite" "$work/root" > "$work/debootstrap.log"
        container=$(buildah from scratch)
        buildah add -q "$container" "$work/root" / > /dev/null
        buildah commit -q --rm "$container" "$runtime_image" > /dev/null
        rm -rf "$work/root"
    fi
    if ! buildah inspect --type image "$build_image" > /dev/null 2>&1; then
        container=$(buildah from "$runtime_image")
        buildah run --isolation=chroot "$container" -- sh -c 'apt-get update -qq \
            && DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends maven curl ca-certificates' \
            > "$work/apt.log" 2>&1
        buildah add -q "$container" "$(readlink -f "$JAVA_HOME")" /opt/jdk > /dev/null
        buildah config --env JAVA_HOME=/opt/jdk --env "PATH=/opt/jdk/bin:/usr/sbin:/usr/bin:/sbin:/bin" "$container"
        buildah commit -q --rm "$container" "$build_image" > /dev/null
    fi
}

build() {
    mkdir -p "$m2"
    buildah bud --isolation=chroot --format docker --volume "$m2:/root/.m2" \
        --build-arg "BUILD_IMAGE=$build_image" --build-arg "RUNTIME_IMAGE=$runtime_image" \
        --file deploy/Dockerfile --tag "$image" . > "$work/build.log" 2>&1 || { tail -30 "$work/build.log"; exit 1; }
}

# Starts the entry point as the image says, in a mount and process namespace of its own; the work directory's `settings`,
# if there is one, is mounted where the image looks for them. Further environment in the arguments.
start() {
    local -a entry environment
    local user
    mapfile -t entry < <(buildah inspect --type image --format '{{range .Docker.Config.Entrypoint}}{{println .}}{{end}}' "$image" | sed '/^$/d')
    mapfile -t environment < <(buildah inspect --type image --format '{{range .Docker.Config.Env}}{{println .}}{{end}}' "$image" | sed '/^$/d')
    user=$(buildah inspect --type image --format '{{.Docker.Config.User}}' "$image")
    mkdir -p "$work/mount"
    # shellcheck disable=SC2016 # the inner shell expands these
    unshare --mount --pid --fork --kill-child sh -c '
        set -e
        mount --bind "$1" "$2" && mount -o remount,bind,ro "$2"
        mount -t proc proc "$2/proc"
        mount --bind /dev "$2/dev"
        mount --bind /etc/resolv.conf "$2/etc/resolv.conf"
        mount --bind /etc/hosts "$2/etc/hosts"
        [ ! -d "$4" ] || mount --bind "$4" "$2/etc/connector-proxy"
        root=$2 uid=${3%:*} gid=${3#*:}
        shift 4
        exec chroot "$root" /usr/bin/setpriv --reuid "$uid" --regid "$gid" --clear-groups --no-new-privs \
            --bounding-set=-all --inh-caps=-all env -i "$@"' \
        sh "$tree" "$work/mount" "$user" "$work/settings" "${environment[@]}" "CONNECTOR_PROXY_ASYNC_HTTP_PORT=$port" \
        "CONNECTOR_PROXY_API_KEY=$key" "$@" "${entry[@]}" > "$work/stdout" 2> "$work/stderr" &
    pid=$!
}

stop() {
    [ -n "$pid" ] || return 0
    local status=0
    pgrep -P "$pid" | xargs --no-run-if-empty kill -TERM
    wait "$pid" || status=$?
    pid=
    return "$status"
}

answers() {
    local n
    for ((n = 0; n < 100; n++)); do
        curl --fail --silent --output /dev/null "http://127.0.0.1:$port/liveness" && return 0
        kill -0 "$pid" 2> /dev/null || break
        sleep 0.1
    done
    tail -n 5 "$work/stdout" "$work/stderr"
    return 1
}

# Runs a command with these arguments and looks for a text in its answer.
runs() {
    curl --fail --silent --max-time 20 --header 'Content-Type: application/json' \
        --header "Spiff-Connector-Proxy-Api-Key: $key" --data "$2" "http://127.0.0.1:$port/v1/do/$1" > "$work/answer"
    grep -q -- "$3" "$work/answer" || { cat "$work/answer"; return 1; }
}

# A TLS server on loopback, with a certificate of its own making that only the mounted settings trust.
tls_server() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost -keyout "$work/tls.key" -out "$work/settings/ca.pem" 2> /dev/null
    openssl s_server -www -quiet -accept "127.0.0.1:$tls_port" -cert "$work/settings/ca.pem" -key "$work/tls.key" \
        > /dev/null 2>&1 &
    tls=$!
}

end_all() {
    stop || true
    [ -z "$tls" ] || kill "$tls" 2> /dev/null || true
    buildah rm "$container" > /dev/null
}

status_line() { sed -n "s/^$1:[[:space:]]*//p" "/proc/$java/status"; }

need buildah buildah
need debootstrap debootstrap
need curl curl
need openssl openssl
[ -x "${JAVA_HOME:?must name a JDK 25}/bin/jlink" ] || { say "no jlink in JAVA_HOME"; exit 2; }

say "work directory: $work"
mkdir -p "$work"
bases
build
container=$(buildah from "$image")
tree=$(buildah mount "$container")
trap end_all EXIT
rm -rf "$work/settings"

start JAVA_TOOL_OPTIONS=-XX:AOTMode=on
check "starts, with the AOT cache or not at all" answers
java=$(pgrep -P "$pid" | head -n 1)
check "runs as 10001" [ "$(status_line Uid | cut -f1)" = 10001 ]
check "holds no capability" [ "$(status_line CapEff)$(status_line CapBnd)" = 00000000000000000000000000000000 ]
check "may gain none" [ "$(status_line NoNewPrivs)" = 1 ]
check "its root is read-only" grep -q '^[^ ]* / [^ ]* ro' "/proc/$java/mounts"
check "the health check of the image passes" chroot "$tree" /usr/bin/env "CONNECTOR_PROXY_ASYNC_HTTP_PORT=$port" /bin/sh -c \
    "$(buildah inspect --type image --format '{{index .Docker.Config.Healthcheck.Test 1}}' "$image")"
check "tells its metrics" sh -c "curl -fs http://127.0.0.1:$port/observe/metrics | grep -q '^# TYPE '"
check "is ready" sh -c "curl -fs http://127.0.0.1:$port/observe/health/ready | grep -q UP"
check "runs a command" runs example/Example '{"message":"proof"}' "'proof'"
check "does not call its own loopback" runs http/GetRequest "{\"url\":\"http://127.0.0.1:$port/liveness\"}" '"EgressBlocked"'
check "tells an unknown name" runs http/GetRequest '{"url":"http://no-such-name.invalid/"}' '"error_code"'
check "prints nothing but JSON lines" sh -c "[ -s '$work/stdout' ] && ! grep -v '^{.*}\$' '$work/stdout'"
status=0
stop || status=$?
check "ends with 0 on SIGTERM, was $status" [ "$status" -eq 0 ]

mkdir -p "$work/settings"
tls_server
cat > "$work/settings/application.yaml" << 'EOF'
egress:
  allow: [localhost]
  ca-file: /etc/connector-proxy/ca.pem
connectors:
  aws: {endpoint: "http://localhost:1024", access-key-id: a, secret-access-key: b, region: us-east-1, attempts: 1}
EOF
chmod -R a+rX "$work/settings"
start
check "starts with mounted settings" answers
check "reaches what they open, over TLS that they trust" \
    runs http/GetRequest "{\"url\":\"https://localhost:$tls_port/\"}" '"http_status":200'
check "has what PostgreSQL's driver needs" runs postgres_v2/DoSQL \
    '{"database_connection_str":"host=localhost port=1024 user=a connect_timeout=2","schema":{"sql":"select 1"}}' '"OperationalError"'
check "has what mail needs" runs smtp/SendEmail \
    '{"smtp_host":"localhost","smtp_port":1024,"email_subject":"a","email_body":"b","email_to":"a@example.com","email_from":"b@example.com"}' \
    '"ConnectionRefusedError"'
check "has what AWS's SDK needs" runs aws/ScanDynamoTable '{"table_name":"table"}' '"ConnectionError"'
check "ends" stop

say "image: $(buildah images --format '{{.Size}}' "$image"), runtime $(du -sm "$tree/opt/connector-proxy/runtime" | cut -f1) MB, AOT cache $(du -sm "$tree"/opt/connector-proxy/*.aot | cut -f1) MB"
[ "$failures" -eq 0 ] || { say "$failures failed"; exit 1; }
say "all passed"

package dev.connectorproxy.settings;

import java.time.Duration;
import java.util.List;

/// Reads every setting, as the records of the other packages do.
final class AllSettingsReaders {
    static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD");

    private AllSettingsReaders() {}

    static void read(Settings settings) {
        var root = settings.root();
        server(root.section("server"));
        security(root.section("security"));
        root.section("catalogue").texts("hidden");
        root.section("catalogue").section("aliases").flat(List.of("**"));
        callers(root);
        limits(root.section("limits"));
        egress(root.section("egress"));
        devServer(root.section("dev-server"));
        root.section("connectors").texts("directories");
        root.section("connectors").texts("enabled");
        var http = root.section("connectors").section("http");
        http.flat(
                List.of(
                        "error-codes",
                        "json-depth",
                        "retries.*.attempts",
                        "retries.*.backoff",
                        "retries.*.max-backoff"));
        root.section("connectors").section("ai").flat(List.of("api-base"));
        root.section("connectors")
                .section("artifacts")
                .flat(
                        List.of(
                                "bucket",
                                "access-key-id",
                                "secret-access-key",
                                "secret-access-key-file",
                                "session-token",
                                "region",
                                "endpoint",
                                "public-endpoint",
                                "max-link-lifetime",
                                "attempts",
                                "instance-metadata",
                                "templates-directory",
                                "fonts-directory",
                                "html-bytes",
                                "max-pages",
                                "pdf-bytes"));
        root.section("connectors")
                .section("document")
                .flat(
                        List.of(
                                "templates-directory",
                                "fonts-directory",
                                "html-bytes",
                                "max-pages",
                                "pdf-bytes"));
        root.section("connectors")
                .section("slack")
                .flat(List.of("base-url", "error-codes", "attachments-directory", "file-bytes"));
        root.section("connectors")
                .section("smtp")
                .flat(
                        List.of(
                                "connect-timeout",
                                "read-timeout",
                                "message-bytes",
                                "hello-name",
                                "implicit-tls-ports",
                                "ca-file",
                                "report-refused",
                                "attachments-directory"));
        signin(root.section("signin"));
        typeahead(root.section("typeahead"));
        root.section("connectors")
                .section("aws")
                .flat(
                        List.of(
                                "access-key-id",
                                "secret-access-key",
                                "secret-access-key-file",
                                "session-token",
                                "region",
                                "endpoint",
                                "public-endpoint",
                                "max-link-lifetime",
                                "answer",
                                "attempts",
                                "max-items",
                                "instance-metadata"));
        federation(root);
        root.sections("connections")
                .forEach(connection -> {
                    List.of("name", "type", "key", "key-file", "key-env").forEach(connection::text);
                    List.of("commands", "origins").forEach(connection::texts);
                    connection.section("variables").flat(List.of("**"));
                });
        root.section("connectors")
                .section("postgres_v2")
                .flat(
                        List.of(
                                "pool-size",
                                "pools",
                                "idle-timeout",
                                "connect-timeout",
                                "max-rows",
                                "max-bytes",
                                "ca-file",
                                "ca-files"));
        root.section("connectors")
                .section("sql")
                .flat(
                        List.of(
                                "pool-size",
                                "pools",
                                "idle-timeout",
                                "connect-timeout",
                                "max-rows",
                                "max-bytes",
                                "ca-file",
                                "drivers",
                                "drivers-directory"));
        longRunning(root.section("long-running"));
        plugins(root.section("plugins"));
        secrets(root.section("secrets"));
        List.of("format", "level", "logback-file").forEach(root.section("logging")::text);
    }

    private static void server(Section server) {
        server.text("host");
        server.number("port", 1, 0, 65535);
        List.of(
                        "header-timeout",
                        "body-timeout",
                        "idle-timeout",
                        "shutdown-delay",
                        "shutdown-grace")
                .forEach(key -> server.duration(key, Duration.ZERO));
        server.flag("detect-hangup", true);
        server.texts("cors-origins");
        server.texts("path-prefixes");
        List.of("certificate-file", "private-key-file", "client-ca-file", "client-auth")
                .forEach(server.section("tls")::text);
    }

    private static void devServer(Section dev) {
        List.of("enabled", "debug").forEach(key -> dev.flag(key, true));
        List.of("address", "api-key", "api-key-file", "state-file", "tests-directory", "reload")
                .forEach(dev::text);
        dev.texts("classes");
        List.of("request-bytes", "exchange-bytes").forEach(key -> dev.bytes(key, 1));
        List.of("page-size", "max-page-size", "connectors", "states", "in-flight", "exchanges")
                .forEach(key -> dev.number(key, 1, 0, 1_000_000));
        dev.duration("fetch-timeout", Duration.ZERO);
        dev.section("egress").texts("allow");
    }

    private static void security(Section security) {
        security.text("api-key");
        security.text("api-key-file");
        security.texts("api-key-secrets");
        security.texts("secrets-without-key");
        security.texts("api-key-connections");
        security.texts("connections-without-key");
        security.texts("trusted-proxies");
        security.sections("keys")
                .forEach(key -> {
                    List.of("name", "value", "value-file", "sha256").forEach(key::text);
                    key.texts("commands");
                    key.texts("secrets");
                    key.texts("connections");
                    key.texts("scopes");
                });
    }

    private static void callers(Section root) {
        root.sections("callers")
                .forEach(caller -> {
                    List.of("name", "status").forEach(caller::text);
                    List.of(
                                    "keys",
                                    "networks",
                                    "commands",
                                    "secrets",
                                    "connections",
                                    "forward-headers",
                                    "cors-origins",
                                    "hidden-commands")
                            .forEach(caller::texts);
                    caller.duration("deadline", Duration.ZERO);
                });
    }

    private static void federation(Section root) {
        root.sections("federation")
                .forEach(peer -> {
                    List.of("name", "url", "api-key", "api-key-file", "api-key-env", "prefix")
                            .forEach(peer::text);
                    peer.texts("commands");
                    peer.duration("refresh", Duration.ZERO);
                    peer.duration("timeout", Duration.ZERO);
                    peer.bytes("response-bytes", 1);
                    peer.number("in-flight", 1, 1, 100_000);
                    peer.flag("forward-task-data", false);
                });
    }

    private static void secrets(Section secrets) {
        secrets.text("environment-prefix");
        secrets.text("directory");
        secrets.bytes("value-bytes", 1);
        secrets.sections("origins")
                .forEach(rule -> {
                    rule.texts("secrets");
                    rule.texts("origins");
                });
    }

    private static void longRunning(Section section) {
        List.of(
                        "after",
                        "data-dir",
                        "database",
                        "database-user",
                        "database-password",
                        "database-password-file",
                        "key",
                        "key-file")
                .forEach(section::text);
        List.of("commands", "old-keys", "old-key-files").forEach(section::texts);
        List.of("deadline", "keep").forEach(key -> section.duration(key, Duration.ZERO));
        section.number("running", 1, 1, 1_000);
        section.flag("idempotency-header", false);
        section.flag("show-contents", false);
        var callback = section.section("callback");
        callback.texts("allow");
        List.of("bearer-token", "bearer-token-file", "api-key", "api-key-file")
                .forEach(callback::text);
        callback.duration("timeout", Duration.ZERO);
        callback.number("per-origin", 1, 1, 1_000);
    }

    private static void plugins(Section plugins) {
        plugins.text("directory");
        plugins.duration("start-timeout", Duration.ZERO);
        plugins.bytes("response-bytes", 1);
    }

    private static void limits(Section limits) {
        limits.duration("deadline", Duration.ZERO);
        limits.bytes("request-bytes", 1);
        limits.bytes("body-bytes", 1);
        limits.flag("shares", true);
        List.of("json-depth", "in-flight", "waiting")
                .forEach(key -> limits.number(key, 1, 0, 100_000));
        limits.duration("wait", Duration.ZERO);
    }

    private static void egress(Section egress) {
        egress.texts("allow");
        egress.flag("international-hosts", false);
        List.of("connect-timeout", "dns-timeout", "idle-timeout", "per-host-wait")
                .forEach(key -> egress.duration(key, Duration.ZERO));
        egress.bytes("request-bytes", 1);
        egress.bytes("response-bytes", 1);
        List.of("per-host", "per-host-waiting", "connections", "measured-targets")
                .forEach(key -> egress.number(key, 1, 0, 100_000));
        List.of("proxy", "ca-file", "client-certificate-file", "client-key-file")
                .forEach(egress::text);
        egress.texts("no-proxy");
    }

    private static void signin(Section signin) {
        List.of("callback-base-url", "state-key", "state-key-file").forEach(signin::text);
        signin.texts("redirect-origins");
        signin.duration("state-lifetime", Duration.ZERO);
        signin.sections("providers")
                .forEach(provider -> {
                    List.of(
                                    "id",
                                    "issuer",
                                    "authorization-endpoint",
                                    "token-endpoint",
                                    "client-id",
                                    "client-secret",
                                    "client-secret-file",
                                    "client-secret-env",
                                    "client-authentication")
                            .forEach(provider::text);
                    provider.texts("scopes");
                    provider.section("extra-parameters").flat();
                });
    }

    private static void typeahead(Section typeahead) {
        typeahead
                .sections("categories")
                .forEach(category -> {
                    List.of("name", "file", "url", "pointer", "prefix-parameter", "limit-parameter")
                            .forEach(category::text);
                    category.texts("match");
                    category.duration("cache", Duration.ZERO);
                    category.sections("items").forEach(Section::flat);
                });
    }
}

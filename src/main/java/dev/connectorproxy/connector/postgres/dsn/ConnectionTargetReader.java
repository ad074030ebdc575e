package dev.connectorproxy.connector.postgres.dsn;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget.Host;
import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget.Login;
import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget.ServerRole;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// Makes a [ConnectionTarget] from the parameters of a connection string. No parameter of the caller is passed to the driver
/// unchecked.
final class ConnectionTargetReader {
    private static final int DEFAULT_PORT = 5_432;
    private static final int MAX_HOST_LENGTH = 255;
    private static final int MAX_HOSTS = 16;

    private final Map<String, String> parameters;

    private ConnectionTargetReader(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    static ConnectionTarget read(Map<String, String> parameters) {
        parameters.forEach(ConnectionParameters::check);
        var reader = new ConnectionTargetReader(parameters);
        return new ConnectionTarget(
                parameters,
                reader.hosts(),
                reader.login(),
                reader.text("options").map(SessionOptions::parse).orElse(Map.of()),
                reader.sslMode(),
                reader.connectTimeout(),
                reader.role(),
                reader.driver());
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(parameters.get(key)).filter(text -> !text.isEmpty());
    }

    private List<Host> hosts() {
        var names = items("host");
        var addresses = items("hostaddr");
        int count = Math.max(names.size(), addresses.size());
        if (count > MAX_HOSTS) {
            throw invalid("database_connection_str names more than " + MAX_HOSTS + " hosts");
        }
        if (count == 0) {
            throw invalid("database_connection_str names no host");
        }
        if (names.size() * addresses.size() > 0 && names.size() != addresses.size()) {
            throw invalid("database_connection_str has not as many hostaddr as host");
        }
        var ports = ports(count);
        var hosts = new ArrayList<Host>();
        for (int i = 0; i < count; i++) {
            var address = addresses.isEmpty() ? "" : addresses.get(i);
            var name = names.isEmpty() ? address : names.get(i);
            hosts.add(
                    new Host(
                            checkHost(name.isEmpty() ? address : name),
                            Optional.of(address).filter(text -> !text.isEmpty()),
                            ports.get(i)));
        }
        if (text("load_balance_hosts").filter("random"::equals).isPresent()) {
            Collections.shuffle(hosts, ThreadLocalRandom.current());
        }
        return hosts;
    }

    private static String checkHost(String host) {
        if (host.startsWith("/") || host.startsWith("@")) {
            throw new ConnectorException(
                    ErrorCode.EGRESS_BLOCKED,
                    "the host of database_connection_str is a Unix socket of the proxy's machine; only TCP is offered");
        }
        if (host.isBlank() || host.length() > MAX_HOST_LENGTH) {
            throw invalid("database_connection_str names no host");
        }
        return host;
    }

    private List<Integer> ports(int count) {
        var ports = items("port");
        if (ports.size() > 1 && ports.size() != count) {
            throw invalid("database_connection_str has not as many ports as hosts");
        }
        var all = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            var text = ports.isEmpty() ? "" : ports.get(ports.size() == 1 ? 0 : i);
            all.add(text.isEmpty() ? DEFAULT_PORT : number("port", text, 1, 65_535));
        }
        return all;
    }

    private List<String> items(String key) {
        return text(key).map(list -> List.of(list.split(",", -1))).orElse(List.of()).stream()
                .map(String::strip)
                .toList();
    }

    private Login login() {
        var user = text("user").orElseThrow(() -> invalid("database_connection_str names no user"));
        return new Login(user, text("password").orElse(""), text("dbname").orElse(user));
    }

    private String sslMode() {
        var authorities = text("sslrootcert");
        var mode = text("sslmode").orElse(authorities.isPresent() ? "verify-full" : "prefer");
        if (authorities.isPresent() && !authorities.get().matches("[A-Za-z0-9_.-]{1,64}")) {
            throw invalid(
                    "sslrootcert of database_connection_str must be system or a name from the settings; paths are not read");
        }
        if (authorities.isPresent() && !mode.startsWith("verify-")) {
            throw invalid(
                    "sslrootcert of database_connection_str needs sslmode=verify-ca or verify-full");
        }
        if (authorities.filter("system"::equals).isPresent() && !mode.equals("verify-full")) {
            throw invalid(
                    "sslrootcert=system of database_connection_str needs sslmode=verify-full");
        }
        if (text("sslnegotiation").filter("direct"::equals).isPresent()
                && Set.of("disable", "allow", "prefer").contains(mode)) {
            throw invalid(
                    "sslnegotiation=direct of database_connection_str needs sslmode=require or stricter");
        }
        return mode;
    }

    private Optional<Duration> connectTimeout() {
        return text("connect_timeout")
                .map(seconds -> number("connect_timeout", seconds.strip(), -1, 1_000_000))
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds);
    }

    private ServerRole role() {
        var role = text("target_session_attrs").orElse("any");
        return Stream.of(ServerRole.values())
                .filter(known -> known.text().equals(role))
                .findFirst()
                .orElseThrow(() ->
                        invalid(
                                "target_session_attrs of database_connection_str must be any, read-write, read-only, primary, standby or prefer-standby"));
    }

    private Map<String, String> driver() {
        var driver = new LinkedHashMap<String, String>();
        driver.put(
                "ApplicationName",
                text("application_name")
                        .or(() -> text("fallback_application_name"))
                        .orElse("connector-proxy"));
        driver.put(
                "requireAuth",
                text("require_auth").map(ConnectionTargetReader::methods).orElse("!gss,!sspi"));
        text("channel_binding").ifPresent(value -> driver.put("channelBinding", value));
        text("sslnegotiation").ifPresent(value -> driver.put("sslNegotiation", value));
        return driver;
    }

    private static String methods(String list) {
        for (var method : list.split(",", -1)) {
            if (!Set.of("password", "md5", "scram-sha-256", "none").contains(method.strip())) {
                throw invalid(
                        "require_auth of database_connection_str must be a list of password, md5, scram-sha-256 and none");
            }
        }
        return list.replace(" ", "");
    }

    private static int number(String key, String text, int min, int max) {
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // reported below
        }
        throw invalid(
                "%s of database_connection_str must be a whole number from %d to %d"
                        .formatted(key, min, max));
    }
}

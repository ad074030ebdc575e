package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.connector.postgres.Target.Host;
import dev.connectorproxy.connector.postgres.Target.ServerRole;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.HostSpec;

/// Opens connections: the egress policy checks every host of the target and resolves it, and the addresses are tried in
/// order. The driver receives the properties set here and no URL, so it resolves no name, reads no file and sees no
/// option of the caller.
final class Dialer {
    /// The port registered with IANA.
    private static final Set<Integer> POSTGRESQL = Set.of(5_432);

    /// The driver does not log, since its failures are thrown as exceptions. Kept in a field, since a logger without a
    /// reference is garbage-collected and loses its level.
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    static {
        DRIVER.setLevel(Level.OFF);
    }

    private final Egress egress;
    private final PostgresSettings settings;
    private final Trust trust;

    Dialer(Egress egress, PostgresSettings settings, Trust trust) {
        this.egress = egress;
        this.settings = settings;
        this.trust = trust;
    }

    /// Connects to the first server that accepts the connection and has the required role.
    ///
    /// @throws ConnectorException `EgressBlocked`, `OperationalError`, `ReadTimeout`
    Session dial(Target target, Call call) {
        var candidates = attempts(target);
        if (target.role() != ServerRole.PREFER_STANDBY) {
            return dial(target, target.role(), candidates, call);
        }
        try {
            return dial(target, ServerRole.STANDBY, candidates, call);
        } catch (WrongRole _) {
            return dial(target, ServerRole.ANY, candidates, call);
        }
    }

    /// One address of one host.
    private record Attempt(Host host, InetSocketAddress address) {}

    /// No server has the required role.
    private static final class WrongRole extends RuntimeException {
        WrongRole() {
            super("no server has this role", null, false, false);
        }
    }

    private List<Attempt> attempts(Target target) {
        var candidates = new ArrayList<Attempt>();
        var unresolved = new ArrayList<ConnectorException>();
        for (var host : target.hosts()) {
            try {
                var name = host.address().orElse(host.name());
                egress.permit(name, host.port(), POSTGRESQL)
                        .forEach(address -> candidates.add(new Attempt(host, address)));
            } catch (ConnectorException e) {
                if (!e.is(ErrorCode.CONNECTION_ERROR)) {
                    throw e;
                }
                unresolved.add(e);
            }
        }
        if (candidates.isEmpty()) {
            throw SqlFailure.unreachable(unresolved.getLast().getMessage(), unresolved.getLast());
        }
        return candidates;
    }

    private Session dial(Target target, ServerRole role, List<Attempt> candidates, Call call) {
        boolean wrongRole = false;
        for (int i = 0; ; i++) {
            boolean last = i + 1 == candidates.size();
            var candidate = candidates.get(i);
            try {
                var connection = open(target, candidate, call);
                if (fits(connection, role)) {
                    return connection;
                }
                wrongRole = true;
            } catch (SQLException e) {
                if (!SqlFailure.isElsewhereBetter(e)
                        || last && !wrongRole
                        || Thread.currentThread().isInterrupted()) {
                    throw SqlFailure.connecting(
                            e, candidate.host().name(), candidate.host().port());
                }
            }
            if (last && role == ServerRole.STANDBY && target.role() != role) {
                throw new WrongRole();
            }
            if (last) {
                throw SqlFailure.unreachable(
                        "no server of the connection string is "
                                + role.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
    }

    private Session open(Target target, Attempt candidate, Call call) throws SQLException {
        var timeout = patience(target, call);
        var host = candidate.host();
        call.trail().attempt("postgresql://" + host.name() + ":" + host.port());
        var properties = DriverProperties.of(target, timeout, settings.mostAtOnce());
        var budget = new ByteBudget(settings.mostAtOnce());
        PinnedSockets.use(
                properties,
                new PinnedSockets.Pin(candidate.address(), (int) timeout.toMillis(), budget));
        PinnedTls.use(properties, target.sslMode(), trust);
        var connection =
                new PgConnection(
                        new HostSpec[] {new HostSpec(host.name(), host.port())},
                        properties,
                        "jdbc:postgresql:");
        return Session.opened(connection, budget, System.nanoTime());
    }

    /// Whether the server has the role; closes the connection if not.
    private static boolean fits(Session connection, ServerRole role) throws SQLException {
        boolean fits = false;
        try {
            fits = Roles.fits(connection.connection(), role);
            return fits;
        } finally {
            if (!fits) {
                connection.close();
            }
        }
    }

    private Duration patience(Target target, Call call) {
        var timeout =
                target.connectTimeout()
                        .filter(given -> given.compareTo(settings.connectTimeout()) < 0)
                        .orElse(settings.connectTimeout());
        var left = call.left();
        if (!left.isPositive()) {
            throw SqlFailure.late();
        }
        var bounded = left.compareTo(timeout) < 0 ? left : timeout;
        return bounded.toMillis() < 1 ? Duration.ofMillis(1) : bounded;
    }
}

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

/// Opens connections: every host of the target passes the guard, and each address that comes out of it is tried in turn. The
/// driver is given properties made here and no URL, so it looks nothing up, reads no file and knows no option of a caller.
final class Dialer {
    /// The port registered with IANA.
    private static final Set<Integer> POSTGRESQL = Set.of(5_432);

    /// The driver is quiet: its failures reach us as exceptions. Held, since a logger that nobody holds forgets its level.
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

    /// A connection to the first server that will have us and has the role asked for.
    ///
    /// @throws ConnectorException `EgressBlocked`, `OperationalError`, `ReadTimeout`
    Session dial(Target target, Call call) {
        var attempts = attempts(target);
        if (target.role() != ServerRole.PREFER_STANDBY) {
            return dial(target, target.role(), attempts, call);
        }
        try {
            return dial(target, ServerRole.STANDBY, attempts, call);
        } catch (WrongRole _) {
            return dial(target, ServerRole.ANY, attempts, call);
        }
    }

    /// One address of one host.
    private record Attempt(Host host, InetSocketAddress address) {}

    /// No server has the role asked for.
    private static final class WrongRole extends RuntimeException {
        WrongRole() {
            super("no server has this role", null, false, false);
        }
    }

    private List<Attempt> attempts(Target target) {
        var attempts = new ArrayList<Attempt>();
        var unknown = new ArrayList<ConnectorException>();
        for (var host : target.hosts()) {
            try {
                var asked = host.address().orElse(host.name());
                egress.permit(asked, host.port(), POSTGRESQL)
                        .forEach(it -> attempts.add(new Attempt(host, it)));
            } catch (ConnectorException e) {
                if (!e.is(ErrorCode.CONNECTION_ERROR)) {
                    throw e;
                }
                unknown.add(e);
            }
        }
        if (attempts.isEmpty()) {
            throw SqlFailure.unreachable(unknown.getLast().getMessage(), unknown.getLast());
        }
        return attempts;
    }

    private Session dial(Target target, ServerRole role, List<Attempt> attempts, Call call) {
        boolean wrongRole = false;
        for (int i = 0; ; i++) {
            boolean last = i + 1 == attempts.size();
            var attempt = attempts.get(i);
            try {
                var session = open(target, attempt, call);
                if (fits(session, role)) {
                    return session;
                }
                wrongRole = true;
            } catch (SQLException e) {
                if (!SqlFailure.isElsewhereBetter(e)
                        || last && !wrongRole
                        || Thread.currentThread().isInterrupted()) {
                    throw SqlFailure.connecting(e, attempt.host().name(), attempt.host().port());
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

    private Session open(Target target, Attempt attempt, Call call) throws SQLException {
        var patience = patience(target, call);
        var host = attempt.host();
        call.trail().attempt("postgresql://" + host.name() + ":" + host.port());
        var properties = DriverProperties.of(target, patience, settings.mostAtOnce());
        var budget = new ByteBudget(settings.mostAtOnce());
        PinnedSockets.use(
                properties,
                new PinnedSockets.Pin(attempt.address(), (int) patience.toMillis(), budget));
        PinnedTls.use(properties, target.sslMode(), trust);
        var connection =
                new PgConnection(
                        new HostSpec[] {new HostSpec(host.name(), host.port())},
                        properties,
                        "jdbc:postgresql:");
        return Session.opened(connection, budget, System.nanoTime());
    }

    /// Closes the session unless it will do.
    private static boolean fits(Session session, ServerRole role) throws SQLException {
        boolean fits = false;
        try {
            fits = Roles.fits(session.connection(), role);
            return fits;
        } finally {
            if (!fits) {
                session.close();
            }
        }
    }

    private Duration patience(Target target, Call call) {
        var patience =
                target.connectTimeout()
                        .filter(it -> it.compareTo(settings.connectTimeout()) < 0)
                        .orElse(settings.connectTimeout());
        var left = call.left();
        if (!left.isPositive()) {
            throw SqlFailure.late();
        }
        var least = left.compareTo(patience) < 0 ? left : patience;
        return least.toMillis() < 1 ? Duration.ofMillis(1) : least;
    }
}

package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget;
import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget.Host;
import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget.ServerRole;
import dev.connectorproxy.connector.postgres.sql.SqlFailureMapping;
import dev.connectorproxy.database.session.ByteBudget;
import dev.connectorproxy.database.statement.StatementFailure;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.HostSpec;

/// Opens connections: the egress policy checks every host of the target and resolves it, and the addresses are tried in
/// order. The driver receives the properties set here and no URL, so it resolves no name, reads no file and sees no
/// option of the caller.
public final class ConnectionFactory {
    /// The port registered with IANA.
    private static final Set<Integer> POSTGRESQL_PORTS = Set.of(5_432);

    private final Egress egress;
    private final PostgresSettings settings;
    private final TlsTrust trust;

    public ConnectionFactory(Egress egress, PostgresSettings settings, TlsTrust trust) {
        this.egress = egress;
        this.settings = settings;
        this.trust = trust;
    }

    /// Connects to the first server that accepts the connection and has the required role.
    ///
    /// @throws ConnectorException `EgressBlocked`, `OperationalError`, `ReadTimeout`
    PostgresConnection connect(ConnectionTarget target, Call call) {
        var candidates = candidates(target, call);
        if (target.role() == ServerRole.PREFER_STANDBY) {
            return connect(target, ServerRole.STANDBY, candidates, call)
                    .or(() -> connect(target, ServerRole.ANY, candidates, call))
                    .orElseThrow();
        }
        return connect(target, target.role(), candidates, call)
                .orElseThrow(() ->
                        StatementFailure.unreachable(
                                "no server of the connection string is " + target.role().text()));
    }

    private record Candidate(Host host, InetSocketAddress address) {}

    private List<Candidate> candidates(ConnectionTarget target, Call call) {
        var candidates = new ArrayList<Candidate>();
        var unresolved = new ArrayList<ConnectorException>();
        for (var host : target.hosts()) {
            try {
                egress.permit(host.reachedAt(), host.port(), POSTGRESQL_PORTS, call)
                        .forEach(address -> candidates.add(new Candidate(host, address)));
            } catch (ConnectorException e) {
                if (!e.is(ErrorCode.CONNECTION_ERROR)) {
                    throw e;
                }
                unresolved.add(e);
            }
        }
        if (candidates.isEmpty()) {
            throw StatementFailure.unreachable(
                    unresolved.getLast().getMessage(), unresolved.getLast());
        }
        return candidates;
    }

    /// @return empty when no server has the role
    private Optional<PostgresConnection> connect(
            ConnectionTarget target, ServerRole role, List<Candidate> candidates, Call call) {
        boolean wrongRole = false;
        for (var candidate : candidates) {
            try {
                var connection = open(target, candidate, call);
                if (hasRole(connection, role)) {
                    return Optional.of(connection);
                }
                wrongRole = true;
            } catch (SQLException e) {
                boolean last = candidate == candidates.getLast();
                if (!SqlFailureMapping.mayNextServerSucceed(e)
                        || last && !wrongRole
                        || Thread.currentThread().isInterrupted()) {
                    throw SqlFailureMapping.connectionFailed(
                            e, candidate.host().name(), candidate.host().port());
                }
            }
        }
        return Optional.empty();
    }

    private PostgresConnection open(ConnectionTarget target, Candidate candidate, Call call)
            throws SQLException {
        var timeout = connectTimeout(target, call);
        var host = candidate.host();
        call.trail().attempt("postgresql://" + host.name() + ":" + host.port());
        var properties = DriverProperties.of(target, timeout, settings.maxBufferedBytes());
        var budget = new ByteBudget(settings.maxBufferedBytes());
        PinnedSocketFactory.configure(
                properties,
                new PinnedSocketFactory.Pin(candidate.address(), (int) timeout.toMillis(), budget));
        PinnedTlsSocketFactory.configure(properties, target, trust);
        var connection =
                new PgConnection(
                        new HostSpec[] {new HostSpec(host.name(), host.port())},
                        properties,
                        "jdbc:postgresql:");
        return new PostgresConnection(connection, budget, System.nanoTime());
    }

    /// Whether the server has the role; closes the connection if not.
    private static boolean hasRole(PostgresConnection connection, ServerRole role)
            throws SQLException {
        boolean fits = false;
        try {
            fits = connection.hasRole(role);
            return fits;
        } finally {
            if (!fits) {
                connection.close();
            }
        }
    }

    private Duration connectTimeout(ConnectionTarget target, Call call) {
        var timeout =
                target.connectTimeout()
                        .filter(given -> given.compareTo(settings.connectTimeout()) < 0)
                        .orElse(settings.connectTimeout());
        var left = call.left();
        if (!left.isPositive()) {
            throw StatementFailure.deadlineExceeded();
        }
        var bounded = left.compareTo(timeout) < 0 ? left : timeout;
        return bounded.toMillis() < 1 ? Duration.ofMillis(1) : bounded;
    }
}

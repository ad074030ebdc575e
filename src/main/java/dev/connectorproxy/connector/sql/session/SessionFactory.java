package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.connector.sql.target.DatabaseTarget;
import dev.connectorproxy.database.session.ByteBudget;
import dev.connectorproxy.database.statement.StatementFailure;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.X509TrustManager;

/// Opens sessions: the egress policy checks the host and resolves it, and the addresses are tried in order.
final class SessionFactory {
    private final Egress egress;
    private final SqlSettings settings;
    private final DriverLoader drivers;
    private final Optional<X509TrustManager> trust;

    /// @param trust for the certificates of servers, instead of the drivers' own
    SessionFactory(
            Egress egress,
            SqlSettings settings,
            DriverLoader drivers,
            Optional<X509TrustManager> trust) {
        this.egress = egress;
        this.settings = settings;
        this.drivers = drivers;
        this.trust = trust;
    }

    /// @throws ConnectorException `EgressBlocked`, `OperationalError`, `ReadTimeout`, `ConnectorNotConfigured`
    JdbcSession connect(DatabaseTarget target, Call call) {
        var addresses = addresses(target, call);
        for (var address : addresses) {
            try {
                return open(target, address, call);
            } catch (SQLException e) {
                if (address == addresses.getLast()
                        || !JdbcFailure.isConnectionBroken(e)
                        || Thread.currentThread().isInterrupted()) {
                    throw JdbcFailure.connectionFailed(e, target);
                }
            }
        }
        throw new IllegalStateException("the guard permitted a host without an address");
    }

    private List<InetSocketAddress> addresses(DatabaseTarget target, Call call) {
        try {
            return egress.permit(target.host(), target.port(), Set.of(), call);
        } catch (ConnectorException e) {
            if (e.is(ErrorCode.CONNECTION_ERROR)) {
                throw StatementFailure.unreachable(e.getMessage(), e);
            }
            throw e;
        }
    }

    private JdbcSession open(DatabaseTarget target, InetSocketAddress address, Call call)
            throws SQLException {
        var timeout = connectTimeout(call);
        var vendor = Vendor.of(target.kind());
        call.trail().attempt(target.server());
        var pinned =
                PinnedAddress.open(
                        address,
                        (int) timeout.toMillis(),
                        new ByteBudget(settings.maxBufferedBytes()),
                        trust);
        boolean opened = false;
        try {
            OpeningRequest.Guard guard = (host, port) -> egress.permit(host, port, Set.of(), call);
            var request = new OpeningRequest(target, pinned, timeout, guard);
            var session = new JdbcSession(connect(request, vendor), pinned, vendor);
            opened = true;
            return session;
        } finally {
            if (!opened) {
                pinned.close();
            }
        }
    }

    private Connection connect(OpeningRequest request, Vendor vendor) throws SQLException {
        var driver = drivers.load(vendor, request.target());
        vendor.check(driver);
        Vendor.Opening opening;
        try {
            opening = vendor.opening(request);
        } catch (IOException e) {
            throw new SQLException("no socket can be opened", "08001", e);
        }
        try {
            var connection = driver.connect(opening.url(), opening.properties());
            if (connection == null) {
                throw new SQLException("the driver does not accept the URL", "08001");
            }
            return connection;
        } finally {
            opening.helpers().forEach(PinnedAddress::closeQuietly);
        }
    }

    private Duration connectTimeout(Call call) {
        var left = call.left();
        if (!left.isPositive()) {
            throw StatementFailure.deadlineExceeded();
        }
        var timeout = settings.connectTimeout();
        var bounded = left.compareTo(timeout) < 0 ? left : timeout;
        return bounded.toMillis() < 1 ? Duration.ofMillis(1) : bounded;
    }
}

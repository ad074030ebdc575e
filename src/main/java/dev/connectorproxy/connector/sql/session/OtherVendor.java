package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.connector.sql.target.DatabaseTarget;
import java.util.Optional;

/// A driver that the operator named. Its sockets cannot be replaced, so it gets the permitted address instead of the name, and
/// no property that the operator did not name.
final class OtherVendor implements Vendor {

    @Override
    public Optional<String> driverClass() {
        return Optional.empty();
    }

    @Override
    public Opening opening(OpeningRequest request) {
        var target = request.target();
        var address = request.address();
        var url =
                "jdbc:%s://%s:%d/%s"
                        .formatted(
                                target.subProtocol(),
                                DatabaseTarget.inUrl(address.literal()),
                                address.port(),
                                target.database());
        var opening = Opening.of(url, target);
        target.properties().forEach(opening::with);
        return opening;
    }
}

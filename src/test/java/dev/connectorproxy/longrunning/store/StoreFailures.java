package dev.connectorproxy.longrunning.store;

import java.net.ConnectException;
import java.sql.SQLException;

/// Failures of the store, for tests of other packages.
public final class StoreFailures {
    private StoreFailures() {}

    /// The database cannot be reached.
    public static StoreException temporary() {
        var refused = new SQLException("refused", "08001", new ConnectException());
        return new StoreException("no connection", refused);
    }

    /// The settings are wrong.
    public static StoreException fault() {
        return new StoreException("the key is wrong", null);
    }
}

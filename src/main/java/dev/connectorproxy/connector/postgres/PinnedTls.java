package dev.connectorproxy.connector.postgres;

import java.security.GeneralSecurityException;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.postgresql.ssl.NonValidatingFactory;
import org.postgresql.ssl.WrappedFactory;

/// TLS towards a server: `verify-ca` and `verify-full` trust what the JDK trusts, the weaker modes trust anybody, as with
/// libpq. No file and no certificate of our own. The driver makes it by name; it compares the name itself.
public final class PinnedTls extends WrappedFactory {
    private static final String KEY = "dev.connectorproxy.trust";

    public PinnedTls(Properties properties) throws GeneralSecurityException {
        factory = context(properties).getSocketFactory();
    }

    /// Has connections of these properties use TLS as the mode asks.
    ///
    /// @param trust judges certificates in the modes that verify them
    static void use(Properties properties, String sslMode, Trust trust) {
        properties.setProperty("sslmode", sslMode);
        properties.setProperty("sslfactory", PinnedTls.class.getName());
        if (sslMode.startsWith("verify-")) {
            properties.put(KEY, trust.context());
        }
    }

    private static SSLContext context(Properties properties) throws GeneralSecurityException {
        if (properties.get(KEY) instanceof SSLContext trusted) {
            return trusted;
        }
        if (properties.getProperty("sslmode", "verify-full").startsWith("verify-")) {
            throw new IllegalStateException("no trust was given");
        }
        var anybody = SSLContext.getInstance("TLS");
        anybody.init(null, new TrustManager[] {new NonValidatingFactory.NonValidatingTM()}, null);
        return anybody;
    }
}

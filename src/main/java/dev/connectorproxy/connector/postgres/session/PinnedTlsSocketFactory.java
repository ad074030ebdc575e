package dev.connectorproxy.connector.postgres.session;

import java.security.GeneralSecurityException;
import java.util.Properties;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.postgresql.ssl.NonValidatingFactory;
import org.postgresql.ssl.WrappedFactory;

/// The TLS socket factory: `verify-ca` and `verify-full` use the JDK's trust store, the weaker modes trust any
/// certificate, as libpq does. No file is read and no client certificate is sent. The driver creates it by its class
/// name; it verifies the host name itself.
public final class PinnedTlsSocketFactory extends WrappedFactory {
    private static final String KEY = "dev.connectorproxy.trust";

    public PinnedTlsSocketFactory(Properties properties) throws GeneralSecurityException {
        factory = context(properties).getSocketFactory();
    }

    /// Sets the driver properties for TLS in this mode.
    ///
    /// @param trust verifies certificates in the modes `verify-…`
    static void configure(Properties properties, String sslMode, Supplier<SSLContext> trust) {
        properties.setProperty("sslmode", sslMode);
        properties.setProperty("sslfactory", PinnedTlsSocketFactory.class.getName());
        if (sslMode.startsWith("verify-")) {
            properties.put(KEY, trust.get());
        }
    }

    private static SSLContext context(Properties properties) throws GeneralSecurityException {
        if (properties.get(KEY) instanceof SSLContext trusted) {
            return trusted;
        }
        if (properties.getProperty("sslmode", "verify-full").startsWith("verify-")) {
            throw new IllegalStateException("no trust was given");
        }
        var trustAll = SSLContext.getInstance("TLS");
        trustAll.init(null, new TrustManager[] {new NonValidatingFactory.NonValidatingTM()}, null);
        return trustAll;
    }
}

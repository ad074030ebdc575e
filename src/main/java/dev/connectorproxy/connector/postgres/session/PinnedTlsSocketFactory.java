package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget;
import java.security.GeneralSecurityException;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.postgresql.ssl.NonValidatingFactory;
import org.postgresql.ssl.WrappedFactory;

/// The TLS socket factory: `verify-ca` and `verify-full` use a [TlsTrust], the weaker modes trust any
/// certificate, as libpq does. No file is read and no client certificate is sent. The driver creates it by its class
/// name; it verifies the host name itself.
public final class PinnedTlsSocketFactory extends WrappedFactory {
    private static final String KEY = "dev.connectorproxy.trust";

    public PinnedTlsSocketFactory(Properties properties) throws GeneralSecurityException {
        factory = context(properties).getSocketFactory();
    }

    /// Sets the driver properties for TLS in the target's mode.
    static void configure(Properties properties, ConnectionTarget target, TlsTrust trust) {
        properties.setProperty("sslmode", target.sslMode());
        properties.setProperty("sslfactory", PinnedTlsSocketFactory.class.getName());
        if (target.sslMode().startsWith("verify-")) {
            properties.put(KEY, trust.context(target.rootCertificate()));
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

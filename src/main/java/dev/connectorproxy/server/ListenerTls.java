package dev.connectorproxy.server;

import dev.connectorproxy.server.TlsSettings.ClientAuth;
import dev.connectorproxy.settings.FileValue;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.toolkit.TrustStores;
import io.helidon.common.socket.PeerInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/// The TLS of a listener: versions 1.2 and 1.3, with the certificate and key of its settings. The files are looked at
/// for each new connection, and read again when they have changed; connections that are open stay as they are. While
/// changed files cannot be used, the previous ones stay in use. Thread-safe.
public final class ListenerTls {
    private static final System.Logger LOGGER = System.getLogger("dev.connectorproxy.server");
    private static final String REFUSE_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    static {
        // with TLS 1.2, one connection could otherwise request any number of handshakes
        if (System.getProperty(REFUSE_RENEGOTIATION) == null) {
            System.setProperty(REFUSE_RENEGOTIATION, "true");
        }
    }

    private final TlsSettings settings;
    private final Consumer<Optional<String>> outcomes;
    private final FileValue<Identity> identity;
    private final LongAdder failedHandshakes = new LongAdder();

    /// What connections are made with.
    ///
    /// @param expiry of the certificate, or of an intermediate one that expires earlier
    private record Identity(SSLContext context, Instant expiry) {}

    /// Reads the files.
    ///
    /// @param outcomes receives, when the files have changed, why they cannot be used; empty if they are; must not block
    /// @throws SettingsException they cannot be used
    public ListenerTls(TlsSettings settings, Consumer<Optional<String>> outcomes) {
        this.settings = settings;
        this.outcomes = outcomes;
        try {
            this.identity = new FileValue<>(settings.files(), this::read);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException(e.getMessage());
        }
    }

    /// When the certificate in use expires, or an intermediate certificate before it.
    public Instant expiry() {
        return current().expiry();
    }

    /// Whether the files are not those in use, because they cannot be used.
    public boolean isStale() {
        current();
        return identity.failure().isPresent();
    }

    /// The number of connections that were closed because their TLS handshake failed.
    public long failedHandshakes() {
        return failedHandshakes.sum();
    }

    /// Reads the files again, whether or not they have changed.
    ///
    /// @return why they cannot be used, so that the previous ones stay in use; empty if they are in use now
    public Optional<String> reread() {
        return identity.reread();
    }

    /// The engine of a new connection.
    SSLEngine newEngine() {
        var engine = current().context().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(VERSIONS);
        var parameters = engine.getSSLParameters();
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        switch (settings.clientAuth()) {
            case NONE -> parameters.setNeedClientAuth(false);
            case OPTIONAL -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    void countFailure() {
        failedHandshakes.increment();
    }

    /// At debug level only, because scanners cause many.
    void logFailure(PeerInfo peer, UncheckedIOException failure) {
        LOGGER.log(
                System.Logger.Level.DEBUG,
                () ->
                        "TLS handshake with %s failed: %s"
                                .formatted(peer.host(), failure.getCause().getMessage()));
    }

    private Identity current() {
        return identity.get(outcomes);
    }

    private Identity read() throws IOException {
        var contents = settings.read();
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(
                    TrustStores.keyManagers(contents.key(), contents.chain()),
                    TrustStores.managersOnly(trusted(contents)),
                    null);
            return new Identity(context, contents.expiry());
        } catch (GeneralSecurityException e) {
            throw new IOException("server.tls cannot be used: " + e.getMessage(), e);
        }
    }

    /// The authorities of client certificates: those of the settings only, not those of the JDK.
    private List<X509Certificate> trusted(TlsSettings.Contents contents) {
        return settings.clientAuth() == ClientAuth.NONE
                ? List.of(contents.chain().getLast()) // must not be empty; not used
                : contents.clientAuthorities();
    }
}

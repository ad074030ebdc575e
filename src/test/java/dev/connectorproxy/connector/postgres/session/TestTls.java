package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.egress.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A temporary certificate for `localhost`, created with the JDK's keytool.
public record TestTls(KeyStore store) {
    private static final String PASSWORD = "changeit";

    public static TestTls create() {
        try {
            var folder = Files.createTempDirectory("tls");
            var store = TestCertificates.of(folder, "localhost").store();
            Files.delete(folder.resolve("localhost.p12"));
            Files.delete(folder);
            return new TestTls(store);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Writes the files that a server reads.
    public void install(Path folder) {
        try {
            var key = store.getKey("it", PASSWORD.toCharArray()).getEncoded();
            pem(folder.resolve("server.key"), "PRIVATE KEY", key);
            pem(
                    folder.resolve("server.crt"),
                    "CERTIFICATE",
                    store.getCertificate("it").getEncoded());
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// A TLS context that trusts only this certificate.
    public SSLContext trust() {
        try {
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("it", store.getCertificate("it"));
            var managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void pem(Path file, String label, byte[] content) throws IOException {
        var base64 = Base64.getMimeEncoder().encodeToString(content);
        Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}

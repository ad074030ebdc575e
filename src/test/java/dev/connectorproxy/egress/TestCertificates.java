package dev.connectorproxy.egress;

import dev.connectorproxy.egress.connect.ClientTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Self-signed certificates for tests, created with the JDK's keytool.
public record TestCertificates(KeyStore store) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /// A key with a self-signed certificate for one name.
    public static TestCertificates of(Path folder, String name) {
        var file = folder.resolve(name + ".p12");
        try {
            var keytool =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "keytool")
                                            .toString(),
                                    "-genkeypair",
                                    "-alias",
                                    "it",
                                    "-keyalg",
                                    "EC",
                                    "-dname",
                                    "CN=" + name,
                                    "-ext",
                                    "SAN=dns:" + name,
                                    "-validity",
                                    "2",
                                    "-storetype",
                                    "PKCS12",
                                    "-storepass",
                                    new String(PASSWORD),
                                    "-keystore",
                                    file.toString())
                            .redirectErrorStream(true)
                            .start();
            var said = new String(keytool.getInputStream().readAllBytes());
            if (keytool.waitFor() != 0) {
                throw new AssertionError(said);
            }
            return new TestCertificates(KeyStore.getInstance(file.toFile(), PASSWORD));
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public X509Certificate certificate() throws GeneralSecurityException {
        return (X509Certificate) store.getCertificate("it");
    }

    public PrivateKey key() throws GeneralSecurityException {
        return (PrivateKey) store.getKey("it", PASSWORD);
    }

    /// The TLS context of a server with this certificate that trusts the other ones.
    public SSLContext server(TestCertificates... clients)
            throws GeneralSecurityException, IOException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (var client : clients) {
            trusted.setCertificateEntry("client-" + trusted.size(), client.certificate());
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    public Path certificateFile(Path folder) throws GeneralSecurityException, IOException {
        return pem(folder, "CERTIFICATE", certificate().getEncoded());
    }

    public Path keyFile(Path folder) throws GeneralSecurityException, IOException {
        return pem(folder, "PRIVATE KEY", key().getEncoded());
    }

    public ClientTls trusted() throws GeneralSecurityException {
        return new ClientTls(List.of(certificate()), List.of(), Optional.empty());
    }

    private static Path pem(Path folder, String label, byte[] content) throws IOException {
        var base64 = Base64.getMimeEncoder().encodeToString(content);
        var text =
                "A comment\n-----BEGIN "
                        + label
                        + "-----\n"
                        + base64
                        + "\n-----END "
                        + label
                        + "-----\n";
        return Files.writeString(Files.createTempFile(folder, "it", ".pem"), text);
    }
}

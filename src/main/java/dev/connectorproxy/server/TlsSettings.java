package dev.connectorproxy.server;

import dev.connectorproxy.settings.Section;
import dev.connectorproxy.toolkit.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Settings under `server.tls:`. Without a certificate the listener has no TLS.
///
/// @param certificateFile the certificate, first, and its intermediate certificates in PEM
/// @param privateKeyFile its key in PEM: PKCS#8, not encrypted
/// @param clientCaFile the authorities (PEM) of client certificates; the only ones that are trusted
/// @param clientAuth whether clients need a certificate; default `none`
public record TlsSettings(
        Path certificateFile,
        Path privateKeyFile,
        Optional<Path> clientCaFile,
        ClientAuth clientAuth) {
    private static final String CERTIFICATE = "certificate-file";
    private static final String KEY = "private-key-file";
    private static final String CLIENT_CA = "client-ca-file";
    private static final String CLIENT_AUTH = "client-auth";

    /// Whether clients need a certificate.
    public enum ClientAuth {
        /// They are not asked for one.
        NONE,
        /// They may have none, but not one of another authority.
        OPTIONAL,
        REQUIRED
    }

    /// What the files hold.
    ///
    /// @param chain the certificate of the key, first
    record Contents(
            List<X509Certificate> chain, PrivateKey key, List<X509Certificate> clientAuthorities) {

        /// When the certificate expires, or an intermediate one before it.
        Instant expiry() {
            return chain.stream()
                    .map(certificate -> certificate.getNotAfter().toInstant())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    /// A file does not hold what it should.
    static final class InvalidFileException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final String key;
        private final String why;

        /// @param key of the setting, below `server.tls`
        /// @param why begins with "must"
        InvalidFileException(String key, String why) {
            super("server.tls." + key + " " + why);
            this.key = key;
            this.why = why;
        }
    }

    /// The settings; empty without a certificate. Reads the files, so that a mistake stops the start.
    public static Optional<TlsSettings> create(Section tls) {
        var certificate = path(tls, CERTIFICATE);
        var key = path(tls, KEY);
        var authorities = path(tls, CLIENT_CA);
        var auth = clientAuth(tls);
        if (certificate.isPresent() != key.isPresent()) {
            throw tls.invalid(
                    key.isEmpty() ? KEY : CERTIFICATE, "must be set, since its counterpart is");
        }
        if (authorities.isPresent() && auth == ClientAuth.NONE) {
            throw tls.invalid(CLIENT_AUTH, "must be optional or required beside " + CLIENT_CA);
        }
        if (auth != ClientAuth.NONE && (authorities.isEmpty() || certificate.isEmpty())) {
            throw tls.invalid(
                    CLIENT_AUTH, "must go with %s and %s".formatted(CLIENT_CA, CERTIFICATE));
        }
        var settings = certificate.map(file -> new TlsSettings(file, key.get(), authorities, auth));
        try {
            settings.ifPresent(TlsSettings::read);
        } catch (InvalidFileException e) {
            throw tls.invalid(e.key, e.why);
        }
        return settings;
    }

    /// When the certificate expires, or an intermediate one before it; empty while the files are being replaced.
    public Optional<Instant> expiry() {
        try {
            return Optional.of(read().expiry());
        } catch (InvalidFileException _) {
            return Optional.empty();
        }
    }

    List<Path> files() {
        return Stream.concat(Stream.of(certificateFile, privateKeyFile), clientCaFile.stream())
                .toList();
    }

    /// Reads all files.
    ///
    /// @throws InvalidFileException one cannot be read, or the key is not the certificate's
    Contents read() {
        var chain = certificates(CERTIFICATE, certificateFile);
        var key = key(privateKeyFile);
        if (!Pem.matches(key, chain.getFirst())) {
            throw new InvalidFileException(
                    KEY, "must hold the key of the first certificate of " + CERTIFICATE);
        }
        return new Contents(
                chain,
                key,
                clientCaFile.map(file -> certificates(CLIENT_CA, file)).orElse(List.of()));
    }

    private static List<X509Certificate> certificates(String setting, Path file) {
        try {
            return Pem.certificates(Files.readString(file));
        } catch (IOException | IllegalArgumentException | GeneralSecurityException _) {
            throw new InvalidFileException(
                    setting, "must be a readable file of certificates in PEM");
        }
    }

    private static PrivateKey key(Path file) {
        var why = "must be a readable file with one unencrypted PKCS#8 key in PEM";
        try {
            return Pem.key(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new InvalidFileException(
                    KEY,
                    "%s (BEGIN PRIVATE KEY; openssl pkcs8 -topk8 -nodes makes one), but %s"
                            .formatted(why, e.getMessage()));
        } catch (IOException | GeneralSecurityException _) {
            throw new InvalidFileException(KEY, why);
        }
    }

    private static Optional<Path> path(Section tls, String key) {
        try {
            return tls.text(key).filter(text -> !text.isBlank()).map(Path::of);
        } catch (InvalidPathException _) {
            throw tls.invalid(key, "must be the name of a file");
        }
    }

    private static ClientAuth clientAuth(Section tls) {
        var text = tls.text(CLIENT_AUTH, "none");
        return Stream.of(ClientAuth.values())
                .filter(auth -> auth.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> tls.invalid(CLIENT_AUTH, "must be none, optional or required"));
    }
}

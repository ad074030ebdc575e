package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.toolkit.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Settings under `connectors.smtp:`.
///
/// @param connectTimeout how long a connection to one address may take (`connect-timeout`, 5 s)
/// @param readTimeout how long one read or write may take (`read-timeout`, 30 s)
/// @param maxMessageBytes the maximum size of an e-mail, including the encoded attachments (`message-bytes`, 25 MiB)
/// @param helloName the name sent with EHLO (`hello-name`, `[127.0.0.1]`, which reveals nothing about this machine)
/// @param implicitTlsPorts ports where TLS begins with the first byte (`implicit-tls-ports`, 465)
/// @param authorities certificates trusted in addition to those of the JDK (`ca-file`, none)
/// @param reportRefused whether the result names recipients that were refused while others were accepted, unless the
///     call has its own `report_refused` (`report-refused`, `false` as in SpiffArena's own SMTP connector)
record SmtpSettings(
        Duration connectTimeout,
        Duration readTimeout,
        int maxMessageBytes,
        String helloName,
        Set<Integer> implicitTlsPorts,
        List<X509Certificate> authorities,
        boolean reportRefused) {
    private static final Duration MIN_DURATION = Duration.ofMillis(1);
    private static final Duration MAX_DURATION = Duration.ofDays(1);
    private static final Set<String> KEYS =
            new TreeSet<>(
                    Set.of(
                            "ca-file",
                            "connect-timeout",
                            "hello-name",
                            "implicit-tls-ports",
                            "message-bytes",
                            "read-timeout",
                            "report-refused"));

    SmtpSettings {
        implicitTlsPorts = Set.copyOf(implicitTlsPorts);
        authorities = List.copyOf(authorities);
        if (!helloName.matches("(?i)[a-z0-9]([a-z0-9.-]{0,253}[a-z0-9])?|\\[[a-z0-9:.]{2,60}\\]")) {
            throw new IllegalArgumentException(
                    "hello-name must be a host name or an address in brackets, such as [192.0.2.1]");
        }
    }

    static SmtpSettings create(Map<String, String> settings) {
        for (var key : settings.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        key + " is not a setting; there are " + String.join(", ", KEYS));
            }
        }
        return new SmtpSettings(
                duration("connect-timeout", settings.getOrDefault("connect-timeout", "PT5S")),
                duration("read-timeout", settings.getOrDefault("read-timeout", "PT30S")),
                bytes(settings.getOrDefault("message-bytes", "25 MiB")),
                settings.getOrDefault("hello-name", "[127.0.0.1]").strip(),
                ports(settings.getOrDefault("implicit-tls-ports", "465")),
                certificates(settings.getOrDefault("ca-file", "")),
                flag(settings.getOrDefault("report-refused", "false")));
    }

    private static Duration duration(String key, String text) {
        try {
            var value = Duration.parse(text.strip().toUpperCase(Locale.ROOT));
            if (value.compareTo(MIN_DURATION) >= 0 && value.compareTo(MAX_DURATION) <= 0) {
                return value;
            }
        } catch (DateTimeParseException _) {
            // reported below
        }
        throw new IllegalArgumentException(
                key + " must be a positive duration in ISO 8601, such as PT5S, at most P1D");
    }

    private static int bytes(String text) {
        var parts = text.strip().split("\\s+|(?<=\\d)(?=[A-Za-z])");
        long unit =
                switch (parts.length == 2 ? parts[1] : "B") {
                    case "B" -> 1;
                    case "KiB" -> 1 << 10;
                    case "MiB" -> 1 << 20;
                    default -> 0;
                };
        if (parts.length <= 2 && parts[0].matches("[0-9]{1,10}")) {
            long value = Long.parseLong(parts[0]) * unit;
            if (value > 0 && value <= 1 << 30) {
                return (int) value;
            }
        }
        throw new IllegalArgumentException(
                "message-bytes must be a positive number of bytes, such as 25 MiB, at most 1024 MiB");
    }

    private static Set<Integer> ports(String text) {
        var parts = Stream.of(text.split(",")).map(String::strip).filter(part -> !part.isEmpty());
        try {
            var ports = parts.map(Integer::valueOf).collect(Collectors.toSet());
            if (ports.stream().allMatch(port -> port >= 1 && port <= 65_535)) {
                return ports;
            }
        } catch (NumberFormatException _) {
            // reported below
        }
        throw new IllegalArgumentException(
                "implicit-tls-ports must be ports, separated by commas, such as 465, 2465");
    }

    private static List<X509Certificate> certificates(String file) {
        if (file.isBlank()) {
            return List.of();
        }
        try {
            return Pem.certificates(Files.readString(Path.of(file), StandardCharsets.ISO_8859_1));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "ca-file must be a readable file of certificates in PEM", e);
        }
    }

    private static boolean flag(String text) {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("report-refused must be true or false");
        };
    }
}

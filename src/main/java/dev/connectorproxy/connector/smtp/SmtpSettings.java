package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.toolkit.ConnectorSettings;
import dev.connectorproxy.toolkit.FileDirectory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
/// @param attachments the directory with files that `path` of an attachment may name (`attachments-directory`, none)
record SmtpSettings(
        Duration connectTimeout,
        Duration readTimeout,
        int maxMessageBytes,
        String helloName,
        Set<Integer> implicitTlsPorts,
        List<X509Certificate> authorities,
        boolean reportRefused,
        Optional<FileDirectory> attachments) {
    private static final Duration MAX_DURATION = Duration.ofDays(1);
    private static final int DEFAULT_BYTES = 25 << 20;
    private static final int MAX_BYTES = 1 << 30;

    SmtpSettings {
        implicitTlsPorts = Set.copyOf(implicitTlsPorts);
        authorities = List.copyOf(authorities);
        if (!helloName.matches("(?i)[a-z0-9]([a-z0-9.-]{0,253}[a-z0-9])?|\\[[a-z0-9:.]{2,60}\\]")) {
            throw new IllegalArgumentException(
                    "hello-name must be a host name or an address in brackets, such as [192.0.2.1]");
        }
    }

    static SmtpSettings create(Map<String, String> settings) {
        return ConnectorSettings.read(
                settings,
                all ->
                        new SmtpSettings(
                                all.duration(
                                        "connect-timeout", Duration.ofSeconds(5), MAX_DURATION),
                                all.duration("read-timeout", Duration.ofSeconds(30), MAX_DURATION),
                                all.bytes("message-bytes", DEFAULT_BYTES, MAX_BYTES),
                                all.text("hello-name", "[127.0.0.1]"),
                                ports(all.list("implicit-tls-ports", List.of("465"))),
                                all.certificates("ca-file"),
                                all.flag("report-refused", false),
                                FileDirectory.of(all, "attachments-directory")));
    }

    private static Set<Integer> ports(List<String> texts) {
        try {
            var ports = texts.stream().map(Integer::valueOf).collect(Collectors.toSet());
            if (ports.stream().allMatch(port -> port >= 1 && port <= 65_535)) {
                return ports;
            }
        } catch (NumberFormatException _) {
            // reported below
        }
        throw ConnectorSettings.invalid(
                "implicit-tls-ports", "must be ports, separated by commas, such as 465, 2465");
    }
}

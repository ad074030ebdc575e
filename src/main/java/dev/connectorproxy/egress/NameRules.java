package dev.connectorproxy.egress;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The names that mean something inside a house or a cloud, whatever address they answer with today. Names kept for tests
/// and examples (`.test`, `.example`, `.invalid`) are not among them: they answer with nothing, or with what is judged.
final class NameRules {
    private static final Map<String, String> LAST_LABELS =
            Map.ofEntries(
                    Map.entry("localhost", "this machine (RFC 6761)"),
                    Map.entry("localdomain", "this machine, as distributions call it"),
                    Map.entry("localdomain6", "this machine, as distributions call it"),
                    Map.entry("local", "the local link (RFC 6762)"),
                    Map.entry("internal", "private use (ICANN, 2024)"),
                    Map.entry("intranet", "private use (RFC 6762, appendix G)"),
                    Map.entry("private", "private use (RFC 6762, appendix G)"),
                    Map.entry("corp", "private use (RFC 6762, appendix G)"),
                    Map.entry("home", "private use (RFC 6762, appendix G)"),
                    Map.entry("lan", "private use (RFC 6762, appendix G)"),
                    Map.entry("svc", "services of a Kubernetes cluster"),
                    Map.entry("onion", "Tor (RFC 7686)"),
                    Map.entry("alt", "other name systems (RFC 9476)"));

    private static final Set<String> METADATA =
            Set.of(
                    "metadata.goog",
                    "metadata.tencentyun.com",
                    "metadata.platformequinix.com",
                    "metadata.packet.net");

    private NameRules() {}

    /// Why this name is refused, as an end to "it is refused: "; empty when the addresses alone decide.
    ///
    /// @param host in lower case, without root dot, not an address
    static Optional<String> refusal(String host) {
        var dot = host.lastIndexOf('.');
        var last = host.substring(dot + 1);
        if (dot < 0 && !last.equals("localhost")) {
            return Optional.of("a name without a dot means something inside the house only");
        }
        var meaning = LAST_LABELS.get(last);
        if (meaning != null) {
            return Optional.of("names under " + last + " mean " + meaning);
        }
        if (host.equals("home.arpa") || host.endsWith(".home.arpa")) {
            return Optional.of("names under home.arpa mean the home network (RFC 8375)");
        }
        return METADATA.contains(host)
                ? Optional.of("it is a cloud's metadata service")
                : Optional.empty();
    }
}

package dev.connectorproxy.egress.target;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Host names that are refused whatever they resolve to: special-use domains (RFC 6761) and names that are valid only
/// inside a network or cloud. `.test`, `.example` and `.invalid` are not refused: they resolve to nothing, or to an
/// address that is checked.
final class SpecialUseNames {
    private static final Map<String, String> TOP_LEVEL_DOMAINS =
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

    private static final Set<String> METADATA_HOSTS =
            Set.of(
                    "metadata.goog",
                    "metadata.tencentyun.com",
                    "metadata.platformequinix.com",
                    "metadata.packet.net");

    private SpecialUseNames() {}

    /// The reason why this name is refused, to follow "it is refused: "; empty when only the addresses decide.
    ///
    /// @param host in lower case, without root dot, not an address
    static Optional<String> reasonToRefuse(String host) {
        var dot = host.lastIndexOf('.');
        var last = host.substring(dot + 1);
        if (dot < 0 && !last.equals("localhost")) {
            return Optional.of("a name without a dot means something inside the house only");
        }
        var meaning = TOP_LEVEL_DOMAINS.get(last);
        if (meaning != null) {
            return Optional.of("names under " + last + " mean " + meaning);
        }
        if (host.equals("home.arpa") || host.endsWith(".home.arpa")) {
            return Optional.of("names under home.arpa mean the home network (RFC 8375)");
        }
        return METADATA_HOSTS.contains(host)
                ? Optional.of("it is a cloud's metadata service")
                : Optional.empty();
    }
}

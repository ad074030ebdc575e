package dev.connectorproxy.egress.target;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The host of a target: a name in lower case without the root dot, or an address in its canonical form. Every form
/// that another parser could read as another host is refused: unusual IPv4 forms, zone ids, non-ASCII characters.
///
/// @param text without brackets
/// @param address present when the host is an address literal; for an IPv4-mapped one, the IPv4 address
record TargetHost(String text, Optional<InetAddress> address) {
    /// A decimal number up to 255 without leading zeros.
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    /// Stricter than the JDK, which accepts fewer numbers and leading zeros.
    private static final Pattern IPV4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);

    /// Two or more groups of zeros in the JDK's form of an IPv6 address.
    private static final Pattern ZEROS = Pattern.compile("\\b0(?::0)+\\b");

    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;

    /// Parses a host as written in a URL, IPv6 in brackets.
    static TargetHost parse(String spelling) {
        if (spelling.isEmpty()) {
            throw invalid("there is no host");
        }
        if (!spelling.startsWith("[")) {
            return parseNameOrIpv4(spelling);
        }
        if (!spelling.endsWith("]")) {
            throw invalid("the host has an opening bracket only");
        }
        return parseIpv6(spelling.substring(1, spelling.length() - 1));
    }

    /// Parses a host without brackets, such as [#text].
    static TargetHost parseUnbracketed(String text) {
        return text.indexOf(':') < 0 ? parse(text) : parseIpv6(text);
    }

    /// The form for a `Host` field: IPv6 in brackets, its longest run of zeros compressed (RFC 5952, section 4.2).
    static String toUriHost(String text) {
        if (text.indexOf(':') < 0) {
            return text;
        }
        return ZEROS.matcher(text)
                .results()
                .max(Comparator.comparingInt(run -> run.end() - run.start()))
                .map(run ->
                        "[%s::%s]"
                                .formatted(
                                        text.substring(0, Math.max(0, run.start() - 1)),
                                        text.substring(Math.min(text.length(), run.end() + 1))))
                .orElse("[" + text + "]");
    }

    /// The form for an origin, IPv6 in brackets.
    static String bracketed(String text) {
        return text.indexOf(':') < 0 ? text : "[" + text + "]";
    }

    private static TargetHost parseNameOrIpv4(String spelling) {
        if (!Ascii.allMatch(spelling, 0, Ascii::isAscii)) {
            throw new ConnectorException(
                    ErrorCode.EGRESS_BLOCKED,
                    "the host has characters outside ASCII: write the host in its A-label form (xn--...)");
        }
        var name = spelling.endsWith(".") ? spelling.substring(0, spelling.length() - 1) : spelling;
        var labels = name.split("\\.", -1);
        if (name.length() > MAX_NAME || !Arrays.stream(labels).allMatch(TargetHost::isLabel)) {
            throw invalid(
                    "the host is not a name of letters, digits, hyphens, underscores and single dots");
        }
        var lower = name.toLowerCase(Locale.ROOT);
        if (!isNumber(labels[labels.length - 1])) {
            return new TargetHost(lower, Optional.empty());
        }
        // spelling, not name: an address with a root dot is refused
        var address = parseIpv4(spelling).orElseThrow(TargetHost::malformedIpv4);
        return new TargetHost(lower, Optional.of(address));
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= MAX_LABEL
                && label.charAt(0) != '-'
                && label.charAt(label.length() - 1) != '-'
                && Ascii.allMatch(label, 0, TargetHost::isLabelCharacter);
    }

    /// The underscore is not in RFC 1123, but in the names that Docker Swarm and compose give to services.
    private static boolean isLabelCharacter(int c) {
        return Ascii.isLetter(c) || Ascii.isDigit(c) || c == '-' || c == '_';
    }

    /// Whether resolvers may read a name with this last label as an IPv4 address (WHATWG URL Standard, "ends in a
    /// number").
    private static boolean isNumber(String label) {
        return Ascii.allMatch(label, 0, Ascii::isDigit)
                || (label.regionMatches(true, 0, "0x", 0, 2)
                        && Ascii.allMatch(label, 2, HexFormat::isHexDigit));
    }

    private static Optional<InetAddress> parseIpv4(String text) {
        return IPV4.matcher(text).matches()
                ? Optional.of(Inet4Address.ofLiteral(text))
                : Optional.empty();
    }

    /// Checks the groups itself, because the JDK accepts zone ids, padded groups and unusual IPv4 suffixes.
    private static TargetHost parseIpv6(String text) {
        var parts = text.split(":", -1);
        for (var i = 0; i < parts.length; i++) {
            var last = i == parts.length - 1;
            if (!isGroup(parts[i]) && !(last && i > 0 && parseIpv4(parts[i]).isPresent())) {
                throw invalid("the host in brackets is not a plain IPv6 address");
            }
        }
        try {
            var address = Inet6Address.ofLiteral(text);
            return new TargetHost(address.getHostAddress(), Optional.of(address));
        } catch (IllegalArgumentException e) {
            throw new ConnectorException(
                    ErrorCode.INVALID_URL, "the host in brackets is not a plain IPv6 address", e);
        }
    }

    private static boolean isGroup(String part) {
        return part.length() <= 4 && Ascii.allMatch(part, 0, HexFormat::isHexDigit);
    }

    private static ConnectorException malformedIpv4() {
        return new ConnectorException(
                ErrorCode.EGRESS_BLOCKED,
                "the host ends in a number but is not a plain IPv4 address: write four decimal numbers from 0 to 255"
                        + " with dots between them, no leading zeros and no dot at the end");
    }

    private static ConnectorException invalid(String message) {
        return new ConnectorException(ErrorCode.INVALID_URL, message);
    }
}

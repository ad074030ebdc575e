package dev.connectorproxy.egress.target;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Generates URLs, redirects and DNS results from a seed, mostly unusual spellings and the edges of ranges.
final class UrlGenerator {
    /// A generated text.
    ///
    /// @param good whether the policy must allow it
    record Generated(String text, boolean good) {}

    private static final List<String> INTERNAL_NAMES =
            List.of(
                    "localhost",
                    "LOCALHOST.",
                    "app.localhost",
                    "db",
                    "kubernetes.default.svc",
                    "x.svc.cluster.local",
                    "printer.local",
                    "router.home.arpa",
                    "metadata.google.internal",
                    "metadata.goog",
                    "metadata.tencentyun.com",
                    "nas.lan",
                    "wiki.corp",
                    "hidden.onion",
                    "x.alt");

    private static final List<String> BAD_PORTS =
            List.of(":0", ":22", ":25", ":1023", ":65536", ":99999", ":-1", ":8o", ":80:80");
    private static final List<String> GOOD_PORTS =
            List.of("", ":", ":80", ":443", ":1024", ":8080", ":65535");
    private static final List<String> TAILS =
            List.of(
                    "",
                    "/",
                    "/a%2Fb?x=%2B",
                    "?q",
                    "?@127.0.0.1/",
                    "#@127.0.0.1/",
                    "/@127.0.0.1",
                    "//127.0.0.1/",
                    "/\\\\127.0.0.1",
                    "/../..//[::1]/?#");
    private static final List<String> BAD_SCHEMES =
            List.of(
                    "",
                    "//",
                    "http:",
                    "http:/",
                    "http:///",
                    "ftp://",
                    "file://",
                    "gopher://",
                    "ws://",
                    "http+unix://",
                    "http:\\\\",
                    "\thttp://");

    private final SplittableRandom random;
    private final AddressGenerator addresses;

    UrlGenerator(long seed) {
        random = new SplittableRandom(seed);
        addresses = new AddressGenerator(random);
    }

    /// A URL; a good one must be allowed when its name resolves to public addresses only.
    Generated url() {
        var scheme =
                oneIn(20)
                        ? new Generated(pick(BAD_SCHEMES), false)
                        : new Generated(pick("http://", "HTTP://", "https://", "Https://"), true);
        return scheme(scheme, authority());
    }

    /// A `Location`. Whether it is good depends on the base URL, too, so this is not reported.
    String location() {
        return switch (random.nextInt(6)) {
            case 0 -> "//" + authority().text() + pick(TAILS);
            case 1, 2, 3 -> pick("/x", "x", "?x", "../x", "#x", ".", "", "/..//127.0.0.1/");
            default -> url().text();
        };
    }

    /// The addresses of a name: mostly public, sometimes not, sometimes both, sometimes none.
    List<InetAddress> resolve() {
        var resolved = new ArrayList<InetAddress>();
        for (var i = oneIn(20) ? 0 : 1 + random.nextInt(3); i > 0; i--) {
            resolved.add(oneIn(8) ? addresses.address() : addresses.publicAddress());
        }
        return resolved;
    }

    boolean oneIn(int in) {
        return random.nextInt(in) == 0;
    }

    private static Generated scheme(Generated scheme, Generated rest) {
        return new Generated(scheme.text() + rest.text(), scheme.good() && rest.good());
    }

    private Generated authority() {
        var host = host();
        var port =
                oneIn(12)
                        ? new Generated(pick(BAD_PORTS), false)
                        : new Generated(pick(GOOD_PORTS), true);
        var whole =
                new Generated(host.text() + port.text() + pick(TAILS), host.good() && port.good());
        return switch (random.nextInt(30)) {
            case 0 ->
                    new Generated(
                            pick("user@", "u:p@", "8.8.8.8@", "@", "8.8.8.8\\@", "8.8.8.8%40")
                                    + whole.text(),
                            false);
            case 1 ->
                    new Generated(
                            whole.text() + pick(" ", "\r\nHost: x", "\t", "\u0000", "ü", "\u007f"),
                            false);
            default -> whole;
        };
    }

    private Generated host() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> ipv4Literal();
            case 2, 3 -> ipv6Literal();
            case 4 -> new Generated(malformedIpv4(addresses.ipv4()), false);
            case 5 -> new Generated(malformedIpv6(), false);
            case 6 -> new Generated(pick(INTERNAL_NAMES), false);
            case 7 -> new Generated(malformedName(), false);
            default -> new Generated(name(), true);
        };
    }

    private Generated ipv4Literal() {
        var address = oneIn(3) ? addresses.publicAddress() : addresses.ipv4();
        return new Generated(bracketed(address), PublicAddressOracle.isPublic(address));
    }

    private Generated ipv6Literal() {
        var address = oneIn(3) ? addresses.ipv6() : addresses.embedded();
        var text = address.getAddress().length == 4 ? mapped(address) : bracketed(address);
        return new Generated(
                oneIn(2) ? text.toUpperCase(Locale.ROOT) : text,
                PublicAddressOracle.isPublic(address));
    }

    private String name() {
        var label =
                pick(
                        "a",
                        "www",
                        "127-0-0-1",
                        "10",
                        "0x7f",
                        "localhost",
                        "internal",
                        "stack_app",
                        "_",
                        "xn--bcher-kva");
        return label
                + random.nextInt(50)
                + pick(".example.com", ".Example.ORG", ".test", ".example.com.");
    }

    private String malformedName() {
        return pick(
                "a..example.com",
                ".example.com",
                "-a.example.com",
                "a-.example.com",
                "a.example.com..",
                "bücher.example",
                "①②⑦.⓪.⓪.①",
                "loc%61lhost",
                "example.com%00.x",
                "example.com;x",
                "*.example.com",
                ".",
                "",
                "ℓocalhost",
                "127。0。0。1",
                "a.example.123",
                "a.example.0x1f");
    }

    private String malformedIpv4(InetAddress address) {
        var b = address.getAddress();
        long number = PublicAddressOracle.number(address).longValue();
        int last = (int) (number & 0xFFFFFF);
        return switch (random.nextInt(9)) {
            case 0 -> Long.toString(number);
            case 1 -> "0x" + Long.toHexString(number);
            case 2 -> "0" + Long.toOctalString(number);
            case 3 -> (b[0] & 0xFF) + "." + last;
            case 4 -> "0%o.0%o.0%o.0%o".formatted(b[0], b[1], b[2], b[3]);
            case 5 -> "0x%x.0x%x.0x%x.0x%x".formatted(b[0], b[1], b[2], b[3]);
            case 6 ->
                    "%03d.%03d.%03d.0%d"
                            .formatted(b[0] & 0xFF, b[1] & 0xFF, b[2] & 0xFF, b[3] & 0xFF);
            case 7 -> address.getHostAddress() + ".";
            default -> address.getHostAddress() + "." + random.nextInt(256);
        };
    }

    private String malformedIpv6() {
        var text = addresses.ipv6().getHostAddress();
        return switch (random.nextInt(6)) {
            case 0 -> "[" + text + "%25eth0]";
            case 1 -> "[" + text + "%1]";
            case 2 -> text;
            case 3 -> "[" + text + "]x";
            case 4 -> "[0000" + text + "]";
            default -> "[::ffff:" + pick("127.1", "0x7f.0.0.1", "127.0.0.01", "127.0.0.256") + "]";
        };
    }

    private static String bracketed(InetAddress address) {
        return TargetHost.bracketed(address.getHostAddress());
    }

    private String mapped(InetAddress four) {
        return "[::ffff:" + (oneIn(2) ? four.getHostAddress() : AddressGenerator.hex(four)) + "]";
    }

    private String pick(String... texts) {
        return pick(List.of(texts));
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}

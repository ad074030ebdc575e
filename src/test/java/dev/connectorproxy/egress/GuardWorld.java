package dev.connectorproxy.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Generates URLs, redirects and DNS results from a seed, mostly unusual spellings and the edges of ranges.
final class GuardWorld {
    /// A generated text.
    ///
    /// @param good whether the policy must allow it
    record Draw(String text, boolean good) {}

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
    private final GuardAddresses addresses;

    GuardWorld(long seed) {
        random = new SplittableRandom(seed);
        addresses = new GuardAddresses(random);
    }

    /// A URL; a good one must be allowed when its name resolves to public addresses only.
    Draw url() {
        var scheme =
                one(20)
                        ? new Draw(pick(BAD_SCHEMES), false)
                        : new Draw(pick("http://", "HTTP://", "https://", "Https://"), true);
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
    List<InetAddress> answer() {
        var resolved = new ArrayList<InetAddress>();
        for (var i = one(20) ? 0 : 1 + random.nextInt(3); i > 0; i--) {
            resolved.add(one(8) ? addresses.address() : addresses.publicAddress());
        }
        return resolved;
    }

    boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    private static Draw scheme(Draw scheme, Draw rest) {
        return new Draw(scheme.text() + rest.text(), scheme.good() && rest.good());
    }

    private Draw authority() {
        var host = host();
        var port = one(12) ? new Draw(pick(BAD_PORTS), false) : new Draw(pick(GOOD_PORTS), true);
        var whole = new Draw(host.text() + port.text() + pick(TAILS), host.good() && port.good());
        return switch (random.nextInt(30)) {
            case 0 ->
                    new Draw(
                            pick("user@", "u:p@", "8.8.8.8@", "@", "8.8.8.8\\@", "8.8.8.8%40")
                                    + whole.text(),
                            false);
            case 1 ->
                    new Draw(
                            whole.text() + pick(" ", "\r\nHost: x", "\t", "\u0000", "ü", "\u007f"),
                            false);
            default -> whole;
        };
    }

    private Draw host() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> literalFour();
            case 2, 3 -> literalSix();
            case 4 -> new Draw(oddFour(addresses.four()), false);
            case 5 -> new Draw(oddSix(), false);
            case 6 -> new Draw(pick(INTERNAL_NAMES), false);
            case 7 -> new Draw(oddName(), false);
            default -> new Draw(name(), true);
        };
    }

    private Draw literalFour() {
        var address = one(3) ? addresses.publicAddress() : addresses.four();
        return new Draw(bracketed(address), GuardOracle.isPublic(address));
    }

    private Draw literalSix() {
        var address = one(3) ? addresses.six() : addresses.embedded();
        var text = address.getAddress().length == 4 ? mapped(address) : bracketed(address);
        return new Draw(
                one(2) ? text.toUpperCase(Locale.ROOT) : text, GuardOracle.isPublic(address));
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
                        "xn--bcher-kva");
        return label
                + random.nextInt(50)
                + pick(".example.com", ".Example.ORG", ".test", ".example.com.");
    }

    private String oddName() {
        return pick(
                "a..example.com",
                ".example.com",
                "-a.example.com",
                "a-.example.com",
                "a_b.example.com",
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

    private String oddFour(InetAddress address) {
        var b = address.getAddress();
        long number = GuardOracle.number(address).longValue();
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

    private String oddSix() {
        var text = addresses.six().getHostAddress();
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
        return Host.bracketed(address.getHostAddress());
    }

    private String mapped(InetAddress four) {
        return "[::ffff:" + (one(2) ? four.getHostAddress() : GuardAddresses.hex(four)) + "]";
    }

    private String pick(String... texts) {
        return pick(List.of(texts));
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}

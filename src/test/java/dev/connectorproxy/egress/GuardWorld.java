package dev.connectorproxy.egress;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// A seeded maker of URLs, redirects and DNS answers that leans towards tricky spellings and the edges of ranges.
final class GuardWorld {
    /// A text, and whether nothing about it may keep a request from going out.
    record Draw(String text, boolean good) {}

    private static final BigInteger V4_SIZE = BigInteger.ONE.shiftLeft(32);
    private static final BigInteger V6_SIZE = BigInteger.ONE.shiftLeft(128);

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

    GuardWorld(long seed) {
        random = new SplittableRandom(seed);
    }

    /// A URL; a good one is to be let out when DNS answers with public addresses only.
    Draw url() {
        var scheme =
                one(20)
                        ? new Draw(pick(BAD_SCHEMES), false)
                        : new Draw(pick("http://", "HTTP://", "https://", "Https://"), true);
        return scheme(scheme, authority());
    }

    /// A `Location` as seen from an https or http URL; whether it is good depends on both, so nothing is claimed.
    String location() {
        return switch (random.nextInt(6)) {
            case 0 -> "//" + authority().text() + pick(TAILS);
            case 1, 2, 3 -> pick("/x", "x", "?x", "../x", "#x", ".", "", "/..//127.0.0.1/");
            default -> url().text();
        };
    }

    /// What a name answers: mostly public, at times not, at times both, at times nothing.
    List<InetAddress> answer() {
        var addresses = new ArrayList<InetAddress>();
        for (var i = one(20) ? 0 : 1 + random.nextInt(3); i > 0; i--) {
            addresses.add(one(8) ? address() : publicAddress());
        }
        return addresses;
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
            case 4 -> new Draw(oddFour(four()), false);
            case 5 -> new Draw(oddSix(), false);
            case 6 -> new Draw(pick(INTERNAL_NAMES), false);
            case 7 -> new Draw(oddName(), false);
            default -> new Draw(name(), true);
        };
    }

    private Draw literalFour() {
        var address = one(3) ? publicAddress() : four();
        return new Draw(bracketed(address), GuardOracle.isPublic(address));
    }

    private Draw literalSix() {
        var address = one(3) ? six() : embedded();
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
        var text = six().getHostAddress();
        return switch (random.nextInt(6)) {
            case 0 -> "[" + text + "%25eth0]";
            case 1 -> "[" + text + "%1]";
            case 2 -> text;
            case 3 -> "[" + text + "]x";
            case 4 -> "[0000" + text + "]";
            default -> "[::ffff:" + pick("127.1", "0x7f.0.0.1", "127.0.0.01", "127.0.0.256") + "]";
        };
    }

    private InetAddress address() {
        return switch (random.nextInt(3)) {
            case 0 -> four();
            case 1 -> six();
            default -> embedded();
        };
    }

    private InetAddress publicAddress() {
        while (true) {
            var address =
                    one(3)
                            ? number(random.nextInt(), 16, pick("2400", "2600", "2a00", "2001"))
                            : number(BigInteger.valueOf(random.nextInt(1 << 30)).shiftLeft(2), 4);
            if (GuardOracle.isPublic(address)) {
                return address;
            }
        }
    }

    private InetAddress four() {
        if (one(4)) {
            return number(BigInteger.valueOf(random.nextLong(1L << 32)), 4);
        }
        return number(near(GuardOracle.NOT_PUBLIC_V4, V4_SIZE), 4);
    }

    private InetAddress six() {
        if (one(4)) {
            return number(new BigInteger(1, bytes(16)), 16);
        }
        var intervals =
                Stream.concat(
                        GuardOracle.NOT_PUBLIC_IN_GLOBAL_V6.stream(),
                        Stream.of(GuardOracle.GLOBAL_V6));
        return number(near(intervals.toList(), V6_SIZE), 16);
    }

    /// An IPv4 address inside an IPv6 one, by each of the ways there are.
    private InetAddress embedded() {
        var four = HexFour.of(four());
        var text =
                pick(
                        "::ffff:%s",
                        "::%s",
                        "::ffff:0:%s",
                        "64:ff9b::%s",
                        "64:ff9b:1::%s",
                        "2002:%s::1",
                        "2001:0:%s::1",
                        "2600::5efe:%s");
        return InetAddress.ofLiteral(text.formatted(four));
    }

    private BigInteger near(List<GuardOracle.Interval> intervals, BigInteger size) {
        var interval = intervals.get(random.nextInt(intervals.size()));
        var width = interval.last().subtract(interval.first()).add(BigInteger.ONE);
        var at =
                switch (random.nextInt(3)) {
                    case 0 -> interval.first().add(BigInteger.valueOf(random.nextInt(-2, 3)));
                    case 1 -> interval.last().add(BigInteger.valueOf(random.nextInt(-2, 3)));
                    default -> interval.first().add(new BigInteger(1, bytes(16)).mod(width));
                };
        return at.mod(size);
    }

    private static InetAddress number(int low, int length, String first) {
        return number(
                new BigInteger(first, 16)
                        .shiftLeft(112)
                        .add(BigInteger.valueOf(low & 0xFFFF_FFFFL).shiftLeft(64)),
                length);
    }

    private static InetAddress number(BigInteger number, int length) {
        try {
            return InetAddress.getByAddress(AddressRangesTest.bytes(number, length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String bracketed(InetAddress address) {
        return Host.bracketed(address.getHostAddress());
    }

    private String mapped(InetAddress four) {
        return "[::ffff:" + (one(2) ? four.getHostAddress() : HexFour.of(four)) + "]";
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private String pick(String... texts) {
        return pick(List.of(texts));
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    /// An IPv4 address as two groups of an IPv6 one.
    private static final class HexFour {
        static String of(InetAddress address) {
            var b = address.getAddress();
            return "%02x%02x:%02x%02x".formatted(b[0], b[1], b[2], b[3]);
        }
    }
}

package dev.connectorproxy.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// The outside world of the load check: twenty targets, each a loopback address of its own, of which sixteen are
/// healthy, two slow (2–5 s), one refuses connections and one swallows them.
final class Targets implements AutoCloseable {
    private static final int HEALTHY = 16;
    private static final int SLOW = 2;
    private static final String REFUSING_ADDRESS = "127.0.3.1";
    private static final String SWALLOWING_ADDRESS = "127.0.4.1";

    private final List<String> addresses;
    private final BenchUpstream upstream;
    private final Blackhole blackhole;
    private final int refusing;

    Targets() throws IOException {
        addresses = new ArrayList<>();
        IntStream.rangeClosed(1, HEALTHY).forEach(i -> addresses.add("127.0.1." + i));
        IntStream.rangeClosed(1, SLOW).forEach(i -> addresses.add("127.0.2." + i));
        upstream = BenchUpstream.start(addresses);
        blackhole = new Blackhole(SWALLOWING_ADDRESS);
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(REFUSING_ADDRESS))) {
            refusing = socket.getLocalPort();
        }
    }

    /// The call number `i` of one connection.
    ///
    /// @param nonce a text that no other call of this run carries
    LoadExchange call(Kind kind, long i, String nonce) {
        return switch (kind) {
            case HEALTHY -> healthy((int) (i % HEALTHY), i % 4 == 3, nonce);
            case SLOW -> {
                int millis = ThreadLocalRandom.current().nextInt(2000, 5001);
                int which = HEALTHY + (int) (i % SLOW);
                yield Messages.getCommand(
                        url(which) + "/slow?ms=" + millis + "&nonce=" + nonce, Bodies.small(nonce));
            }
            case REFUSING -> failing(REFUSING_ADDRESS + ":" + refusing + "/json?nonce=" + nonce);
            case SWALLOWING ->
                    failing(SWALLOWING_ADDRESS + ":" + blackhole.port() + "/json?nonce=" + nonce);
        };
    }

    @Override
    public void close() throws IOException {
        upstream.close();
        blackhole.close();
    }

    private LoadExchange healthy(int which, boolean post, String nonce) {
        return post
                ? Messages.echoCommand(url(which) + "/echo", Bodies.of(nonce, 2048))
                : Messages.getCommand(url(which) + "/json?nonce=" + nonce, Bodies.small(nonce));
    }

    private String url(int which) {
        return "http://" + addresses.get(which) + ":" + upstream.ports().get(which);
    }

    private static LoadExchange failing(String url) {
        var arguments = ("{\"url\":\"http://" + url + "\"}").getBytes(US_ASCII);
        var opening = "{\"command_response\":{\"body\":{\"raw_response\":".getBytes(US_ASCII);
        return new LoadExchange(
                Messages.command("GetRequest", arguments), opening, new byte[0], -1);
    }

    /// How a target behaves, and the expected failure of a call to it, if any.
    enum Kind {
        HEALTHY("", ""),
        SLOW("", ""),
        REFUSING("\"http_status\":502", "\"error_code\":\"ConnectionError\""),
        SWALLOWING("\"http_status\":504", "\"error_code\":\"ConnectTimeout\"");

        private final String status;
        private final String code;

        Kind(String status, String code) {
            this.status = status;
            this.code = code;
        }

        boolean bad() {
            return this != HEALTHY;
        }

        boolean isReportedIn(String response) {
            return response.contains(status) && response.contains(code);
        }
    }
}

package dev.connectorproxy.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/// The requests of the load, byte for byte, with the expected responses.
final class Messages {
    /// The key of every proxy that is measured.
    static final String KEY = "bench-key";

    private static final byte[] OPENING = "{\"command_response\":{\"body\":".getBytes(US_ASCII);
    private static final byte[] CLOSING =
            (",\"mimetype\":\"application/json\",\"http_status\":200,\"headers\":{}},"
                            + "\"command_response_version\":2,\"error\":null,\"spiff__logs\":[]}")
                    .getBytes(US_ASCII);
    private static final int MARK = 48; // how much of a body's beginning is compared

    private Messages() {}

    /// A GET as it goes to nginx or to the upstream itself.
    static LoadExchange get(String target, byte[] body) {
        return new LoadExchange(
                request("GET", target, new byte[0]), mark(body), tail(body), body.length);
    }

    /// A POST of JSON whose response is the same JSON.
    static LoadExchange echo(byte[] body) {
        return new LoadExchange(
                request("POST", "/echo", body), mark(body), tail(body), body.length);
    }

    /// The same GET through the proxy.
    static LoadExchange getCommand(String url, byte[] body) {
        return command("GetRequest", ("{\"url\":\"" + url + "\"}").getBytes(US_ASCII), body);
    }

    /// The same POST through the proxy.
    static LoadExchange echoCommand(String url, byte[] body) {
        var opening = ("{\"url\":\"" + url + "\",\"data\":").getBytes(US_ASCII);
        return command("PostRequest", joined(joined(opening, body), "}".getBytes(US_ASCII)), body);
    }

    /// A GET to the proxy itself; only the beginning of the response is checked.
    static LoadExchange own(String target, String prefix) {
        return new LoadExchange(
                request("GET", target, new byte[0]), prefix.getBytes(US_ASCII), new byte[0], -1);
    }

    /// A command by its id; of the response only the beginning of the envelope and of the body is checked.
    static LoadExchange begin(String id, String arguments, byte[] body) {
        return new LoadExchange(
                request("POST", "/v1/do/" + id, arguments.getBytes(US_ASCII)),
                joined(OPENING, mark(body)),
                new byte[0],
                -1);
    }

    /// A command whose response the caller checks.
    static byte[] command(String command, byte[] arguments) {
        return request("POST", "/v1/do/http/" + command, arguments);
    }

    private static LoadExchange command(String command, byte[] arguments, byte[] body) {
        return new LoadExchange(
                command(command, arguments),
                joined(OPENING, mark(body)),
                joined(tail(body), CLOSING),
                OPENING.length + body.length + CLOSING.length);
    }

    private static byte[] request(String method, String target, byte[] body) {
        var head =
                (method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n")
                        + ("Spiff-Connector-Proxy-Api-Key: " + KEY + "\r\n")
                        + (method.equals("GET")
                                ? "\r\n"
                                : "Content-Type: application/json\r\nContent-Length: "
                                        + body.length
                                        + "\r\n\r\n");
        return joined(head.getBytes(US_ASCII), body);
    }

    private static byte[] mark(byte[] body) {
        return Arrays.copyOf(body, Math.min(MARK, body.length));
    }

    private static byte[] tail(byte[] body) {
        return Arrays.copyOfRange(body, body.length - Math.min(MARK, body.length), body.length);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}

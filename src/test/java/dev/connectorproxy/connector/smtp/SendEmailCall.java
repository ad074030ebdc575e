package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.Json;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Builds and runs a call of `smtp/SendEmail` to a server on the loopback interface, whatever the server's name.
///
/// @param deadline the call's time limit from the moment it is run
record SendEmailCall(
        Map<String, JsonValue> arguments, Map<String, String> settings, Duration deadline) {

    static SendEmailCall to(int port) {
        var arguments = new HashMap<String, JsonValue>();
        var texts =
                Map.of(
                        "smtp_host", "localhost",
                        "email_subject", "Hello",
                        "email_body", "Line one\nLine two",
                        "email_to", "to@example.com",
                        "email_from", "from@example.com");
        texts.forEach((key, text) -> arguments.put(key, Json.createValue(text)));
        arguments.put("smtp_port", Json.createValue(port));
        return new SendEmailCall(arguments, Map.of(), Duration.ofSeconds(30));
    }

    SendEmailCall with(String id, String text) {
        return with(id, Json.createValue(text));
    }

    SendEmailCall with(String id, JsonValue value) {
        var more = new HashMap<>(arguments);
        more.put(id, value);
        return new SendEmailCall(more, settings, deadline);
    }

    SendEmailCall setting(String key, String value) {
        var more = new HashMap<>(settings);
        more.put(key, value);
        return new SendEmailCall(arguments, more, deadline);
    }

    SendEmailCall within(Duration time) {
        return new SendEmailCall(arguments, settings, time);
    }

    /// @throws ConnectorException the arguments are refused
    Done send() {
        return send(Loopback.PLAIN);
    }

    Done send(Egress egress) {
        Command command =
                new SmtpConnector().commands(new ConnectorContext(egress, settings)).getFirst();
        var object = Json.createObjectBuilder();
        arguments.forEach(object::add);
        // as escapes, since half a surrogate pair has no bytes
        var json =
                Pattern.compile("[^\\x00-\\x7F]")
                        .matcher(object.build().toString())
                        .replaceAll(it -> escaped(it.group()))
                        .getBytes(StandardCharsets.US_ASCII);
        var checked =
                ArgumentCheck.check(command.spec(), JsonText.of(json, 9).orElseThrow().members());
        long end = System.nanoTime() + deadline.toNanos();
        return (Done)
                command.execute(
                        checked, new Call("id", false, Optional.empty(), end, Call.Trail.NONE));
    }

    private static String escaped(String character) {
        return character
                .chars()
                .mapToObj(it -> "\\\\u%04x".formatted(it))
                .collect(Collectors.joining());
    }

    static String code(Done done) {
        return done.error().map(CommandError::code).orElse("");
    }

    static String message(Done done) {
        return done.error().map(CommandError::message).orElse("");
    }

    static String body(Done done) {
        return ((JsonString) ((Body.Tree) done.body()).value()).getString();
    }

    /// Permits every host and resolves it to the loopback address.
    ///
    /// @param before an address to return before it, where no server listens
    record Loopback(Optional<InetSocketAddress> before) implements Egress {
        static final Loopback PLAIN = new Loopback(Optional.empty());

        @Override
        public HttpResponse send(HttpRequest request, Call call) {
            throw new AssertionError("no HTTP");
        }

        @Override
        public List<InetSocketAddress> permit(String host, int port, Set<Integer> ports) {
            try {
                var address = InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1});
                var here = new InetSocketAddress(address, port);
                return before.map(it -> List.of(it, here)).orElse(List.of(here));
            } catch (UnknownHostException e) {
                throw new AssertionError(e);
            }
        }
    }
}

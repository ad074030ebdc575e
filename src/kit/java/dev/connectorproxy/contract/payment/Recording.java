package dev.connectorproxy.contract.payment;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/// Fetches that the development server has recorded: the requests that a connector sent, their responses, and the pages
/// that it made of them.
///
/// @param json as the development server has written it
record Recording(JsonObject json) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int FORMAT = 1;

    /// Reads a resource.
    ///
    /// @param name relative to the package of the class, or absolute with a `/`
    static Recording ofResource(Class<?> owner, String name) {
        try (var in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError(
                        "%s finds no recording %s: is it among the test resources, in the folder of its package?"
                                .formatted(owner.getName(), name));
            }
            return of(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording of(InputStream in) throws IOException {
        var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        var recording = new Recording(FullWalk.read(text).asJsonObject());
        if (recording.json.getInt("format", 0) != FORMAT) {
            throw new AssertionError("the recording has another format than " + FORMAT);
        }
        return recording;
    }

    /// The name of the provider.
    String provider() {
        return json.getString("provider");
    }

    /// The configuration of the connector.
    ///
    /// @param secret gives the value of a secret setting for its name and its placeholder
    JsonObject config(BinaryOperator<String> secret) {
        var config = JSON.createObjectBuilder(json.getJsonObject("config"));
        for (var name : secretNames()) {
            var placeholder = json.getJsonObject("config").getString(name);
            config.add(name, secret.apply(name, placeholder));
        }
        return config.build();
    }

    /// The values of the secret settings in a configuration.
    List<String> secrets(JsonObject config) {
        return secretNames().stream().map(config::getString).toList();
    }

    private List<String> secretNames() {
        return json.getJsonArray("secrets").getValuesAs(JsonString::getString);
    }

    /// Its calls, in the order in which they were made.
    List<RecordedCall> calls() {
        var calls = new ArrayList<RecordedCall>();
        for (var call : json.getJsonArray("calls").getValuesAs(JsonObject.class)) {
            long before = calls.stream().filter(other -> other.isOfListOf(call)).count();
            calls.add(new RecordedCall(call, (int) before + 1));
        }
        return calls;
    }
}

package dev.connectorproxy.devserver.fetch;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.api.WarningJson;
import dev.connectorproxy.devserver.connector.CallTrace;
import dev.connectorproxy.devserver.connector.CallTrace.PageCounts;
import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.Validation.Warning;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// A fetched page, copied from the provider's objects into JSON.
///
/// @param body the body of the response, JSON with a line feed at its end; not copied, and nobody may change it
/// @param state the new state as JSON, if the provider returned one
/// @param hasMore whether the provider has another page
/// @param json the body again
/// @param call the number of the call that fetched it; 0 for a call without a trace
public record FetchedPage(
        byte[] body,
        Optional<String> state,
        boolean hasMore,
        JsonText json,
        PageCounts counts,
        long call) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_DEPTH = 1_000; // as the JSON reader's

    /// Fetches a page from the connector, on the current thread.
    public static FetchedPage fetch(
            PaymentConnector connector, StateKey key, FetchRequest request, Call call) {
        CallTrace.of(call).ifPresent(trace -> trace.asked(request.pageSize(), input(request)));
        return new PageFetch(connector, request, call).fetch(key);
    }

    /// Copies a page.
    ///
    /// @param call the call that fetched it, whose number and exchanges are added
    /// @throws RuntimeException the page or its state cannot be written as JSON, which is a bug of the provider
    public static <T, P extends Fetched<T>> FetchedPage of(
            P page,
            BiConsumer<P, JsonGenerator> fields,
            Function<P, List<Warning>> validation,
            Call call) {
        if (page == null) {
            throw new IllegalStateException("the provider returned null");
        }
        var warnings = validation.apply(page);
        var body =
                JsonResponses.toBytes(json -> {
                    json.writeStartObject();
                    fields.accept(page, json);
                    json.write("warnings", WarningJson.of(warnings));
                    CallTrace.of(call).ifPresent(trace -> write(trace, json));
                    json.writeEnd();
                });
        var size = new PageCounts(page.items().size(), page.skipped().size(), body.length);
        CallTrace.of(call).ifPresent(trace -> trace.fetched(size));
        return new FetchedPage(
                body,
                page.newState().map(FetchedPage::toReadableText),
                page.hasMore(),
                JsonText.of(body, MAX_DEPTH)
                        .orElseThrow(
                                () -> new IllegalArgumentException("a row is nested too deep")),
                size,
                CallTrace.of(call).map(CallTrace::number).orElse(0L));
    }

    /// An array of the page, whose numbers keep their digits; an empty one if it has none of that name.
    public JsonArray array(String name) {
        return json.member(name)
                .map(array -> array.exactValue().asJsonArray())
                .orElse(JsonValue.EMPTY_JSON_ARRAY);
    }

    private static String input(FetchRequest request) {
        var input = JSON.createObjectBuilder().add("pageSize", request.pageSize());
        request.state().ifPresent(state -> input.add("state", state));
        request.fromPayload().ifPresent(payload -> input.add("fromPayload", payload));
        return input.build().toString();
    }

    private static void write(CallTrace trace, JsonGenerator json) {
        json.write("call", trace.number()).writeStartArray("exchanges");
        trace.exchanges().forEach(json::write);
        json.writeEnd();
    }

    /// The text of a state, parsed once, so that a state that is nested too deep is reported as a bug of the provider
    /// now, not at the next fetch.
    private static String toReadableText(JsonValue state) {
        var text = state.toString();
        JsonBodyReader.parse(text);
        return text;
    }
}

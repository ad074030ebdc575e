package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.toolkit.payment.CursorPosition;
import dev.connectorproxy.toolkit.payment.CursorWalk;
import dev.connectorproxy.toolkit.payment.CursorWalk.Slice;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Optional;

/// One of Stripe's lists during one call. They return the newest row first.
///
/// @param plain the request without cursor and limit, for rows that are not expanded
/// @param expanded the same with the related objects of each row expanded
/// @param label names a row in messages, such as `account`
record StripeList(
        StripeApi api, ProviderRequest plain, ProviderRequest expanded, String label, Call call)
        implements CursorWalk.Source<JsonValue> {
    private static final String AFTER = "starting_after";
    private static final String BEFORE = "ending_before";
    private static final String TIMELINE = "timeline";
    private static final JsonProvider JSON = JsonProvider.provider();

    /// A list without expansions.
    StripeList(StripeApi api, ProviderRequest request, String label, Call call) {
        this(api, request, request, label, call);
    }

    /// The position in a list, of a state that [#state] wrote.
    static CursorPosition position(JsonFields state) {
        return state.value(TIMELINE).map(CursorPosition::of).orElse(CursorPosition.START);
    }

    /// The state of a fetch with this position in its field `timeline`.
    static JsonObject state(CursorPosition position) {
        return JSON.createObjectBuilder().add(TIMELINE, position.json()).build();
    }

    @Override
    public Slice<JsonValue> newest(int limit) {
        return slice(expanded, limit);
    }

    @Override
    public Optional<Slice<JsonValue>> older(String id, int limit) {
        return nextTo(expanded.query(AFTER, id), limit);
    }

    @Override
    public Optional<Slice<JsonValue>> olderIds(String id, int limit) {
        return nextTo(plain.query(AFTER, id), limit);
    }

    @Override
    public Optional<Slice<JsonValue>> newer(String id, int limit) {
        return nextTo(expanded.query(BEFORE, id), limit);
    }

    @Override
    public String id(JsonValue row) {
        return JsonFields.ofResponse(row, label).requiredString("id");
    }

    @Override
    public String name() {
        return label + "s";
    }

    @Override
    public String olderParameter() {
        return AFTER;
    }

    @Override
    public String newerParameter() {
        return BEFORE;
    }

    private Optional<Slice<JsonValue>> nextTo(ProviderRequest request, int limit) {
        try {
            return Optional.of(slice(request, limit));
        } catch (PaymentException e) {
            if (!StripeErrors.isMissing(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Slice<JsonValue> slice(ProviderRequest request, int limit) {
        var response =
                api.http()
                        .fields(
                                request.query("limit", String.valueOf(limit)),
                                "list of " + name(),
                                call);
        return new Slice<>(response.array("data"), response.flag("has_more"));
    }
}

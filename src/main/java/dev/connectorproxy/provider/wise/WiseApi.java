package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentException.Upstream;
import dev.connectorproxy.toolkit.payment.ProviderHttp;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// A client of Wise's HTTP API; it does not interpret the responses. Thread-safe.
record WiseApi(ProviderHttp http) {
    /// Wise's maximum page size.
    static final int MAX_ROWS = 100;

    /// The two slashes are part of Wise's path.
    private static final String SUBSCRIPTIONS = "//v3/profiles/{}/subscriptions";

    List<WiseRow> profiles(Call call) {
        return rows(ProviderRequest.get("/v2/profiles"), "profile", call);
    }

    /// The balances of both types: those that pay and receive, and those for saving ("jars").
    List<WiseRow> balances(BigInteger profile, Call call) {
        return rows(
                ProviderRequest.get("/v4/profiles/{}/balances", profile.toString())
                        .query("types", "STANDARD,SAVINGS"),
                "balance",
                call);
    }

    WiseRow balance(String profile, String id, Call call) {
        return row(
                ProviderRequest.get("/v4/profiles/{}/balances/{}", profile, id), "balance", call);
    }

    /// A page of recipients, sorted by id.
    ///
    /// @param seekPosition 0 for the first page
    JsonFields recipients(BigInteger profile, int size, BigInteger seekPosition, Call call) {
        var request =
                ProviderRequest.get("/v2/accounts")
                        .query("profile", profile.toString())
                        .query("size", String.valueOf(size))
                        .query("sort", "id,asc");
        return http.fields(
                seekPosition.signum() == 0
                        ? request
                        : request.query("seekPosition", seekPosition.toString()),
                "recipients",
                call);
    }

    /// The profile of a recipient; empty if the recipient no longer exists.
    Optional<BigInteger> ownerOf(BigInteger recipient, Call call) {
        try {
            var request = ProviderRequest.get("/v1/accounts/{}", recipient.toString());
            return row(request, "recipient", call).other("profile");
        } catch (PaymentException e) {
            if (e.upstream().map(Upstream::code).filter("RECIPIENT_MISSING"::equals).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// A page of transfers.
    ///
    /// @param offset a multiple of the limit, otherwise Wise refuses the request
    List<WiseRow> transfers(BigInteger profile, int limit, long offset, Call call) {
        return rows(
                ProviderRequest.get("/v1/transfers")
                        .query("limit", String.valueOf(limit))
                        .query("profile", profile.toString())
                        .query("offset", String.valueOf(offset)),
                "transfer",
                call);
    }

    WiseRow transfer(BigInteger id, Call call) {
        return row(ProviderRequest.get("/v1/transfers/{}", id.toString()), "transfer", call);
    }

    JsonFields createQuote(String profile, JsonObject quote, Call call) {
        return http.fields(
                ProviderRequest.post("/v3/profiles/{}/quotes", profile).json(quote), "quote", call);
    }

    WiseRow createTransfer(JsonObject transfer, Call call) {
        return row(ProviderRequest.post("/v1/transfers").json(transfer), "transfer", call);
    }

    List<JsonValue> subscriptions(BigInteger profile, Call call) {
        return array(ProviderRequest.get(SUBSCRIPTIONS, profile.toString()), "subscriptions", call);
    }

    JsonValue createSubscription(BigInteger profile, JsonObject subscription, Call call) {
        return http.json(
                ProviderRequest.post(SUBSCRIPTIONS, profile.toString()).json(subscription), call);
    }

    /// Deletes a subscription; a missing one is not a failure.
    void deleteSubscription(String profile, String id, Call call) {
        try {
            http.send(ProviderRequest.of("DELETE", SUBSCRIPTIONS + "/{}", profile, id), call);
        } catch (PaymentException e) {
            if (e.upstream()
                    .filter(upstream -> upstream.status() == 404 || upstream.status() == 410)
                    .isEmpty()) {
                throw e;
            }
        }
    }

    private WiseRow row(ProviderRequest request, String label, Call call) {
        return WiseRow.of(http.json(request, call), label);
    }

    private List<WiseRow> rows(ProviderRequest request, String label, Call call) {
        return WiseRow.all(array(request, label + "s", call), label);
    }

    private List<JsonValue> array(ProviderRequest request, String label, Call call) {
        if (http.json(request, call) instanceof JsonArray array) {
            return array;
        }
        throw PaymentException.of(PaymentError.UPSTREAM_ERROR, label + " must be an array");
    }
}

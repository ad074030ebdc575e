package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.capture.CapturedExchange.Failure;
import dev.connectorproxy.devserver.capture.CapturedExchange.Response;
import dev.connectorproxy.secrets.SecretMask;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Selects the exchanges that a request asks for: all its query parameters must match.
///
/// @param before only exchanges with a smaller number
/// @param limit the maximum number of exchanges
record ExchangeFilter(Predicate<CapturedExchange> matches, long before, int limit) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final int MAX_DIGITS = 18;

    /// The page of exchanges, and whether there are older ones.
    record Selected(List<CapturedExchange> exchanges, boolean hasMore) {}

    /// @param mask what is searched is the masked text, so that nobody can find out a secret by searching for its parts
    /// @throws DevServerException 400 when a parameter is no number
    static ExchangeFilter of(ServerRequest request, SecretMask mask) {
        long limit = number(request, "limit").orElse((long) DEFAULT_LIMIT);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw DevServerException.badRequest("invalid limit", "it must be 1 to " + MAX_LIMIT);
        }
        var matches =
                number(request, "call")
                        .map(call -> when(exchange -> exchange.head().call() == call))
                        .orElse(when(_ -> true))
                        .and(text(request, "kind").map(ExchangeFilter::ofKind).orElse(_ -> true))
                        .and(
                                number(request, "status")
                                        .map(ExchangeFilter::ofStatus)
                                        .orElse(_ -> true))
                        .and(
                                text(request, "method")
                                        .map(ExchangeFilter::ofMethod)
                                        .orElse(_ -> true))
                        .and(
                                text(request, "q")
                                        .map(text -> contains(text, mask))
                                        .orElse(_ -> true));
        return new ExchangeFilter(
                matches, number(request, "before").orElse(Long.MAX_VALUE), (int) limit);
    }

    /// @param newestFirst all exchanges of a connector
    Selected select(List<CapturedExchange> newestFirst) {
        var found =
                newestFirst.stream()
                        .filter(exchange -> exchange.number() < before)
                        .filter(matches)
                        .limit(limit + 1L)
                        .toList();
        return found.size() > limit
                ? new Selected(found.subList(0, limit), true)
                : new Selected(found, false);
    }

    private static Predicate<CapturedExchange> when(Predicate<CapturedExchange> predicate) {
        return predicate;
    }

    /// A word of the operation, such as `payments` of `fetch payments`.
    private static Predicate<CapturedExchange> ofKind(String kind) {
        return exchange -> List.of(exchange.head().cause().operation().split(" ")).contains(kind);
    }

    /// A status, a class of them such as 4 for 400 to 499, or 0 for no response.
    private static Predicate<CapturedExchange> ofStatus(long wanted) {
        return exchange ->
                switch (exchange.outcome()) {
                    case Response(var status, _, _) -> status == wanted || status / 100 == wanted;
                    case Failure _ -> wanted == 0;
                };
    }

    private static Predicate<CapturedExchange> ofMethod(String method) {
        return exchange -> exchange.request().method().equalsIgnoreCase(method);
    }

    private static Predicate<CapturedExchange> contains(String text, SecretMask mask) {
        var wanted = text.toLowerCase(Locale.ROOT);
        return exchange ->
                texts(exchange)
                        .anyMatch(
                                part -> mask.text(part).toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static Stream<String> texts(CapturedExchange exchange) {
        var request = exchange.request();
        var sent = Stream.of(request.url(), request.body().text().orElse(""));
        return switch (exchange.outcome()) {
            case Response(_, _, var body) -> Stream.concat(sent, body.text().stream());
            case Failure(var code, var message) -> Stream.concat(sent, Stream.of(code, message));
        };
    }

    private static Optional<String> text(ServerRequest request, String name) {
        return request.query().first(name).asOptional().filter(text -> !text.isBlank());
    }

    private static Optional<Long> number(ServerRequest request, String name) {
        return text(request, name)
                .map(text -> {
                    if (!text.matches("[0-9]{1," + MAX_DIGITS + "}")) {
                        throw DevServerException.badRequest(
                                "invalid " + name, "it must be a number");
                    }
                    return Long.valueOf(text);
                });
    }
}

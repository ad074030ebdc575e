package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.expression.Expression;
import dev.connectorproxy.declarative.file.Paging;
import dev.connectorproxy.declarative.file.Paging.Next;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Optional;

/// How further pages of a list are asked for, prepared. Immutable, thread-safe.
///
/// @param from finds the cursor or URL in a response; empty where the response need not have one
/// @param items finds the list in a response; empty if the response is the list
record Pages(Paging paging, Optional<Expression> from, Optional<Expression> items) {

    private static final JsonProvider JSON = JsonProvider.provider();

    /// @throws dev.connectorproxy.settings.SettingsException an expression is invalid
    static Pages of(Paging paging) {
        var from =
                switch (paging.next()) {
                    case Next.Url(var source) -> Optional.of(Expressions.compile(source));
                    case Next.Cursor(var source, _) -> Optional.of(Expressions.compile(source));
                    case Next.Link _, Next.Page _, Next.Offset _ -> Optional.<Expression>empty();
                };
        return new Pages(paging, from, paging.items().map(Expressions::compile));
    }

    /// The list in a response.
    ///
    /// @param size of the body in bytes
    /// @throws ConnectorException `ExpressionFailed`: there is none
    JsonArray items(JsonValue body, long size, Call call) {
        var value =
                items.isEmpty()
                        ? body
                        : items.get()
                                .evaluate(body, size, call.left())
                                .filter(found -> found != JsonValue.NULL)
                                .orElse(JsonValue.EMPTY_JSON_ARRAY);
        if (value instanceof JsonArray list) {
            return list;
        }
        if (items.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.EXPRESSION_FAILED,
                    "the response is no list; pages.items must say where in it the list is");
        }
        // JSONata makes a list of one element the element itself
        return JSON.createArrayBuilder().add(value).build();
    }

    /// The URL of the next page; empty after the last one.
    ///
    /// @param body of the response
    /// @param url of the request
    /// @param progress with the response counted
    /// @throws ConnectorException `EgressBlocked`, `ExpressionFailed`
    Optional<String> next(
            UpstreamResponse response,
            JsonValue body,
            String url,
            PageProgress progress,
            Call call) {
        return switch (paging.next()) {
            case Next.Link _ ->
                    PageLink.next(response.response().headers())
                            .map(link -> PageUrl.resolve(url, link));
            case Next.Url _ ->
                    found(body, response.size(), call).map(link -> PageUrl.resolve(url, link));
            case Next.Cursor(_, var to) ->
                    found(body, response.size(), call).map(cursor -> PageUrl.with(url, to, cursor));
            case Next.Page(var parameter, int start, var size) ->
                    progress.isLast(size)
                            ? Optional.empty()
                            : Optional.of(
                                    PageUrl.with(
                                            url,
                                            parameter,
                                            String.valueOf(start + progress.pages())));
            case Next.Offset(var parameter, var size) ->
                    progress.isLast(size)
                            ? Optional.empty()
                            : Optional.of(
                                    PageUrl.with(url, parameter, String.valueOf(progress.items())));
        };
    }

    private Optional<String> found(JsonValue body, long size, Call call) {
        return from.orElseThrow()
                .evaluateText(body, size, call.left())
                .filter(text -> !text.isEmpty() && !text.equals("false"));
    }
}

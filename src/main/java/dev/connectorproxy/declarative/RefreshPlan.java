package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.expression.Expression;
import dev.connectorproxy.declarative.file.BoundParameter;
import dev.connectorproxy.declarative.file.SourceText;
import dev.connectorproxy.declarative.file.TokenRefresh;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How access tokens among the arguments of a command are renewed. Immutable, thread-safe.
///
/// @param tokenUrl over the arguments
record RefreshPlan(Expression tokenUrl, TokenRefresh definition) {

    /// The plan of a command that has all the parameters.
    ///
    /// @throws dev.connectorproxy.settings.SettingsException the expression is invalid
    static Optional<RefreshPlan> of(
            Optional<TokenRefresh> definition, List<BoundParameter> parameters) {
        var ids = parameters.stream().map(bound -> bound.parameter().id()).toList();
        return definition
                .filter(refresh ->
                        refresh.parameters().stream().map(SourceText::text).allMatch(ids::contains))
                .map(refresh -> new RefreshPlan(Expressions.compile(refresh.tokenUrl()), refresh));
    }

    /// What sends the requests of one call; empty if the call does not give what a refresh takes.
    ///
    Optional<Egress> start(GivenValues given, Egress egress, Call call) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        Map.of(
                        "refresh_token", definition.refreshToken(),
                        "client_id", definition.clientId(),
                        "client_secret", definition.clientSecret())
                .forEach((field, id) ->
                        text(given.object(), id).ifPresent(value -> form.put(field, value)));
        return text(given.object(), definition.accessToken())
                .filter(_ -> form.size() == 4)
                .map(token ->
                        new RefreshingEgress(
                                egress,
                                token,
                                new RenewalRequest(
                                        () ->
                                                tokenUrl.evaluateText(
                                                        given.object(), given.size(), call.left()),
                                        form,
                                        call)));
    }

    private static Optional<String> text(JsonObject arguments, SourceText id) {
        return arguments.get(id.text()) instanceof JsonString text && !text.getString().isBlank()
                ? Optional.of(text.getString())
                : Optional.empty();
    }
}

package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ConnectorInstanceFactory;
import dev.connectorproxy.devserver.connector.ProviderRegistry;
import dev.connectorproxy.spi.payment.ConfigSchema;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Locale;
import java.util.Optional;

/// The routes under `/providers`.
record ProviderRoutes(
        ProviderRegistry providers,
        ConnectorInstanceFactory instanceFactory,
        JsonBodyReader bodyReader,
        boolean debug)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::list)
                .get("/{provider}/config-schema", this::schema)
                .get("/{provider}/capabilities", this::capabilities)
                .post("/{provider}/validate-config", this::validate);
    }

    private void list(ServerRequest request, ServerResponse response) {
        JsonResponses.send(response, JSON.createArrayBuilder(providers.names(debug)).build());
    }

    private void schema(ServerRequest request, ServerResponse response) {
        var provider = providers.get(providerName(request));
        JsonResponses.send(response, instanceFactory.descriptions().configSchema(provider).json());
    }

    private void capabilities(ServerRequest request, ServerResponse response) {
        var provider = providers.get(providerName(request));
        var names =
                instanceFactory.descriptions().capabilities(provider).stream()
                        .map(Enum::name)
                        .sorted()
                        .toList();
        JsonResponses.send(
                response,
                JSON.createObjectBuilder()
                        .add("capabilities", JSON.createArrayBuilder(names))
                        .add("provider", providerName(request).toLowerCase(Locale.ROOT))
                        .build());
    }

    private void validate(ServerRequest request, ServerResponse response) {
        var provider = providers.get(providerName(request));
        record Body(Optional<String> name, Optional<JsonValue> config) {}
        var body =
                bodyReader.read(
                        request, fields -> new Body(fields.string("name"), fields.value("config")));
        if (!(body.config().orElse(JsonValue.NULL) instanceof JsonObject config)) {
            throw DevServerException.badRequest("config is required", "it must be an object");
        }
        var named = body.name().map(name -> ConfigSchema.withName(config, name)).orElse(config);
        var problems = JSON.createArrayBuilder();
        var found = instanceFactory.problems(provider, named);
        found.forEach(problem ->
                problems.add(
                        JSON.createObjectBuilder()
                                .add("field", problem.field())
                                .add("message", problem.message())));
        JsonResponses.send(
                response,
                JSON.createObjectBuilder()
                        .add("problems", problems)
                        .add("valid", found.isEmpty())
                        .build());
    }

    private static String providerName(ServerRequest request) {
        return request.path().pathParameters().get("provider");
    }
}

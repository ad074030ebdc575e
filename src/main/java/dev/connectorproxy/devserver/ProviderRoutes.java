package dev.connectorproxy.devserver;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Optional;

/// The routes under `/providers`.
final class ProviderRoutes implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Providers providers;
    private final Instances instances;
    private final JsonBody bodies;
    private final boolean debug;

    ProviderRoutes(Providers providers, Instances instanceFactory, JsonBody bodyReader, boolean debug) {
        this.providers = providers;
        this.instances = instanceFactory;
        this.bodies = bodyReader;
        this.debug = debug;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::list)
                .get("/{provider}/config-schema", this::schema)
                .get("/{provider}/capabilities", this::capabilities)
                .post("/{provider}/validate-config", this::validate);
    }

    private void list(ServerRequest request, ServerResponse response) {
        Answers.send(response, JSON.createArrayBuilder(providers.names(debug)).build());
    }

    private void schema(ServerRequest request, ServerResponse response) {
        Answers.send(response, providers.get(name(request)).configSchema().json());
    }

    private void capabilities(ServerRequest request, ServerResponse response) {
        var provider = providers.get(name(request));
        var names = provider.capabilities().stream().map(Enum::name).sorted().toList();
        Answers.send(
                response,
                JSON.createObjectBuilder()
                        .add("capabilities", JSON.createArrayBuilder(names))
                        .add("provider", provider.name())
                        .build());
    }

    private void validate(ServerRequest request, ServerResponse response) {
        var provider = providers.get(name(request));
        record Body(Optional<String> name, Optional<JsonValue> config) {}
        var body =
                bodies.read(
                        request,
                        fields -> new Body(fields.string("name"), fields.value("config")));
        if (!(body.config().orElse(JsonValue.NULL) instanceof JsonObject config)) {
            throw DevFailure.badRequest("config is required", "it must be an object");
        }
        var named = body.name().map(name -> Instances.named(config, name)).orElse(config);
        var problems = JSON.createArrayBuilder();
        var found = instances.problems(provider, named);
        found.forEach(problem ->
                problems.add(
                        JSON.createObjectBuilder()
                                .add("field", problem.field())
                                .add("message", problem.message())));
        Answers.send(
                response,
                JSON.createObjectBuilder()
                        .add("problems", problems)
                        .add("valid", found.isEmpty())
                        .build());
    }

    private static String name(ServerRequest request) {
        return request.path().pathParameters().get("provider");
    }
}

package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.Examples.Example;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.regex.Pattern;

/// The routes under `/examples`.
record ExampleRoutes(
        Examples examples,
        ConnectorCreation creation,
        ExampleDirectories directories,
        JsonBodyReader bodyReader)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,64}");
    private static final int MAX_DESCRIPTION = 200;

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::list)
                .put("/{example}", this::announce)
                .delete("/{example}", this::withdraw)
                .post("/{example}/connectors", this::create);
    }

    private void list(ServerRequest request, ServerResponse response) {
        var list = JSON.createArrayBuilder();
        examples.all()
                .forEach(example ->
                        list.add(
                                JSON.createObjectBuilder()
                                        .add("name", example.name())
                                        .add("provider", example.provider())
                                        .add("description", example.description())));
        JsonResponses.send(response, JSON.createObjectBuilder().add("examples", list).build());
    }

    private void announce(ServerRequest request, ServerResponse response) {
        var name = name(request);
        if (!NAME.matcher(name).matches()) {
            throw DevServerException.badRequest(
                    "invalid name", "it must be 1 to 64 lower-case letters, digits, _ and -");
        }
        record Body(String provider, String description, JsonObject config) {}
        var body =
                bodyReader.read(
                        request,
                        fields ->
                                new Body(
                                        fields.string("provider").orElse(""),
                                        fields.string("description").orElse(""),
                                        fields.value("config")
                                                .filter(JsonObject.class::isInstance)
                                                .map(JsonObject.class::cast)
                                                .orElseThrow(ExampleRoutes::configRequired)));
        if (body.description().length() > MAX_DESCRIPTION) {
            throw DevServerException.badRequest(
                    "invalid description", "it may have " + MAX_DESCRIPTION + " characters");
        }
        examples.announce(
                new Example(name, body.provider(), body.description(), _ -> body.config()));
        JsonResponses.sendNoContent(response);
    }

    private static DevServerException configRequired() {
        return DevServerException.badRequest("config is required", "it must be an object");
    }

    private void withdraw(ServerRequest request, ServerResponse response) {
        examples.withdraw(name(request));
        JsonResponses.sendNoContent(response);
    }

    private void create(ServerRequest request, ServerResponse response) {
        var example = examples.get(name(request));
        var instance = directories.create(directory -> creation.create(example.request(directory)));
        creation.connectors().forgetIfDeleted(instance.id());
        JsonResponses.send(response, Status.CREATED_201, instance.toJson());
    }

    private static String name(ServerRequest request) {
        return request.path().pathParameters().get("example");
    }
}

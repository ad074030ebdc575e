package dev.connectorproxy.importer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.declarative.DeclarativeConnector;
import dev.connectorproxy.declarative.file.ConnectorFile;
import dev.connectorproxy.openapi.ApiDescription;
import dev.connectorproxy.openapi.reader.ApiDescriptionReader;
import dev.connectorproxy.openapi.reader.DocumentSource;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A connector file stays as it is when the description that it names grows.
class StableImportTest {
    private static final String MORE_PROPERTIES =
            IntStream.range(0, 12)
                    .mapToObj(i -> "        more%d: {type: string}\n".formatted(i))
                    .collect(Collectors.joining());

    @Test
    void keepsIdsAndParametersWhenTheDescriptionGains() {
        var before = api("", "", "");
        var after =
                api(
                        "        - {name: item, in: query, schema: {type: string}}\n        - {name: top, in: header, schema: {type: string}}\n        - {name: count, in: query, schema: {type: string}}\n        - {name: note, in: cookie, schema: {type: string}}\n",
                        MORE_PROPERTIES,
                        "  /orders/all: {post: {operationId: OrdersCreate, responses: {'200': {description: ok}}}}\n");
        var plan = ImportPlan.of("shop", before, Selection.DEFAULT);
        var file =
                plan.readBack(
                        "shop.yaml", ConnectorText.of(plan, Optional.empty(), "shop.openapi.json"));

        assertThat(after.operations().size(), is(before.operations().size() + 1));
        assertThat(
                after.operations().get(2).parameters().size(),
                is(before.operations().get(1).parameters().size() + 4));
        assertThat(parameters(file, after), is(parameters(file, before)));
        assertThat(sent(file, after), is(sent(file, before)));
    }

    private static Map<String, List<String>> parameters(ConnectorFile file, ApiDescription api) {
        var ids = new LinkedHashMap<String, List<String>>();
        for (var command :
                commands(file, api, (_, _) -> new HttpResponse(200, List.of(), new byte[0]))) {
            ids.put(
                    command.spec().name(),
                    command.spec().parameters().stream()
                            .map(parameter -> parameter.id() + " " + parameter.required())
                            .toList());
        }
        return ids;
    }

    private static List<String> sent(ConnectorFile file, ApiDescription api) {
        var requests = new ArrayList<String>();
        Egress egress =
                (request, _) -> {
                    requests.add(
                            "%s %s %s %s"
                                    .formatted(
                                            request.method(),
                                            request.url(),
                                            request.headers().stream()
                                                    .map(header ->
                                                            header.name() + "=" + header.value())
                                                    .toList(),
                                            new String(
                                                    request.body().orElse(new byte[0]),
                                                    StandardCharsets.UTF_8)));
                    return new HttpResponse(200, List.of(), new byte[0]);
                };
        for (var command : commands(file, api, egress)) {
            var arguments = new LinkedHashMap<String, JsonText>();
            for (var parameter : command.spec().parameters()) {
                arguments.put(parameter.id(), value(parameter.id()));
            }
            command.execute(
                    ArgumentCheck.check(command.spec(), arguments),
                    Call.ofProxy(Duration.ofMinutes(1)));
        }
        return requests;
    }

    private static JsonText value(String id) {
        var text =
                switch (id) {
                    case "top", "count" -> "5";
                    case "dry_run" -> "true";
                    case "filter_state" -> "\"open\"";
                    case "item" -> "\"ABC-1234\"";
                    default -> "\"x\"";
                };
        return JsonText.of(text.getBytes(StandardCharsets.UTF_8), 10).orElseThrow();
    }

    private static List<Command> commands(ConnectorFile file, ApiDescription api, Egress egress) {
        return DeclarativeConnector.of(file, Optional.of(api))
                .commands(new ConnectorContext(egress, Map.of()));
    }

    private static ApiDescription api(String parameters, String properties, String paths) {
        var document =
                ImportSamples.SHOP
                        .replace(
                                "        - {name: dry-run", parameters + "        - {name: dry-run")
                        .replace(
                                "        count: {type: integer, minimum: 1}\n",
                                "        count: {type: integer, minimum: 1}\n" + properties)
                        .replace("  /orders:\n", paths + "  /orders:\n");
        return ApiDescriptionReader.read(
                        URI.create("file:///shop.yaml"),
                        document.getBytes(StandardCharsets.UTF_8),
                        DocumentSource.below(Path.of("/")))
                .description();
    }
}

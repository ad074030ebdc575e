package dev.connectorproxy.typeahead;

import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.JsonText;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.spi.JsonProvider;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The routes `/v1/typeahead/{category}`, one for each category of the settings; a response is an array of objects.
/// They require no API key, because SpiffArena's backend sends none.
public final class TypeaheadService implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Map<Category, SuggestionSource> sources = new LinkedHashMap<>();
    private final Consumer<String> warnings;

    /// @param warnings receives a log line when a source fails
    public TypeaheadService(TypeaheadSettings settings, Egress egress, Consumer<String> warnings) {
        this(settings, egress, warnings, InstantSource.system());
    }

    TypeaheadService(
            TypeaheadSettings settings,
            Egress egress,
            Consumer<String> warnings,
            InstantSource clock) {
        this.warnings = warnings;
        for (var category : settings.categories()) {
            sources.put(category, category.source().apply(egress, clock));
        }
    }

    @Override
    public void routing(HttpRules rules) {
        sources.forEach((category, source) ->
                rules.get(
                        "/typeahead/" + category.name(),
                        (request, response) -> suggest(category, source, request, response)));
    }

    private void suggest(
            Category category,
            SuggestionSource source,
            ServerRequest request,
            ServerResponse response) {
        var lookup = Lookup.of(request.prologue().query().rawValue());
        var prefixes = lookup.prefixes();
        var array = JSON.createArrayBuilder();
        source.suggestions(lookup, warnings).stream()
                .filter(suggestion -> !category.filtered() || suggestion.beginsWith(prefixes))
                .limit(lookup.limit())
                .forEach(suggestion -> array.add(suggestion.json()));
        response.header(HeaderValues.CONTENT_TYPE_JSON)
                .send(JsonText.toUtf8(array.build().toString()));
    }
}

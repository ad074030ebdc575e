package dev.connectorproxy.devserver.junit;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.capture.ExchangeHistory;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorInstanceFactory;
import dev.connectorproxy.devserver.connector.ProviderRegistry;
import dev.connectorproxy.devserver.fetch.FetchHistory;
import dev.connectorproxy.devserver.fetch.PastFetch;
import dev.connectorproxy.devserver.run.RunHistory;
import dev.connectorproxy.spi.payment.ConfigField;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.ConfigType;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Makes recordings of the fetches that are kept. Thread-safe.
public record Recordings(
        ProviderRegistry providers,
        ConnectorInstanceFactory factory,
        FetchHistory fetches,
        RunHistory runs,
        ExchangeHistory exchanges) {
    static final String FORMAT = "format";
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_CALLS = 500;

    /// A recording.
    ///
    /// @param json without secrets
    /// @param refused the secret settings whose placeholders the provider may have refused; none if it takes them
    record Made(JsonObject json, List<String> refused) {}

    /// Makes the recording of the calls that a request asks for.
    ///
    /// @throws DevServerException 400 when something that it needs is not kept any more, 404 for an unknown run
    Made make(ConnectorInstance instance, TestRequest wanted) {
        var calls = JSON.createArrayBuilder();
        var writer = new RecordedFetchJson(instance.mask());
        for (var fetch : selected(instance.id(), wanted)) {
            calls.add(writer.of(RecordedFetch.of(fetch, instance.id(), exchanges)));
        }
        var provider = providers.get(instance.provider());
        var schema = factory.descriptions().configSchema(provider);
        var names = secretNames(instance, schema);
        var config =
                new SecretPlaceholders(names, instance.mask()).replacedIn(instance.config().json());
        boolean accepted = names.isEmpty() || factory.problems(provider, config).isEmpty();
        var json =
                JSON.createObjectBuilder()
                        .add(FORMAT, 1)
                        .add("provider", provider.name())
                        .add("config", writer.masked(config))
                        .add("secrets", JSON.createArrayBuilder(names))
                        .add("calls", calls)
                        .build();
        return new Made(json, accepted ? List.of() : List.copyOf(names));
    }

    private static TreeSet<String> secretNames(ConnectorInstance instance, ConfigSchema schema) {
        return schema.fields().stream()
                .filter(field -> field.type() == ConfigType.SECRET)
                .map(ConfigField::name)
                .filter(instance.config().json()::containsKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<PastFetch> selected(String connectorId, TestRequest wanted) {
        var selected =
                wanted.calls()
                        .or(() -> wanted.run().map(run -> callsOf(connectorId, run)))
                        .map(calls -> calls.stream().map(call -> get(connectorId, call)).toList())
                        .orElseGet(() -> latest(connectorId));
        if (selected.isEmpty() || selected.size() > MAX_CALLS) {
            throw DevServerException.badRequest(
                    TestRequest.FAILED,
                    selected.isEmpty()
                            ? "there is no fetch to record"
                            : "a recording has at most %d calls".formatted(MAX_CALLS));
        }
        return selected;
    }

    private List<Long> callsOf(String connectorId, long run) {
        return runs.calls(connectorId, run)
                .orElseThrow(() ->
                        DevServerException.notFound(
                                "run not found", "the oldest ones are dropped"));
    }

    private PastFetch get(String connectorId, long call) {
        return fetches.get(connectorId, call)
                .orElseThrow(() ->
                        DevServerException.badRequest(
                                TestRequest.FAILED,
                                "call %d is no fetch of this connector, or was dropped"
                                        .formatted(call)));
    }

    /// The latest fetch of each kind, in the order in which they were made.
    private List<PastFetch> latest(String connectorId) {
        var latest = new LinkedHashMap<String, PastFetch>();
        fetches.all(connectorId).stream()
                .sorted(Comparator.comparingLong(PastFetch::call))
                .forEach(fetch -> latest.put(fetch.key().kind() + " " + fetch.key().name(), fetch));
        return latest.values().stream().sorted(Comparator.comparingLong(PastFetch::call)).toList();
    }
}

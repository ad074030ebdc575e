package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.spi.payment.JsonFields;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a run is asked for.
///
/// @param kinds what to fetch, besides the rows that lead there
/// @param pageSize as requested, not yet checked; 0 for none
/// @param fromStart whether every list starts from its beginning instead of from its kept state
/// @param step whether the run pauses before each call of the provider
/// @param pauseAt the kinds before whose calls it pauses in any case
/// @param retries how often a call that failed is repeated
/// @param caps the maximum of each cap
record RunOptions(
        Set<FetchKind> kinds,
        BigInteger pageSize,
        boolean fromStart,
        boolean step,
        Set<FetchKind> pauseAt,
        int retries,
        Map<RunCap, Integer> caps) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int DEFAULT_RETRIES = 3;
    private static final int MAX_RETRIES = 20;

    /// The options of a request.
    ///
    /// @throws DevServerException 400 when one is invalid
    static RunOptions of(JsonFields fields) {
        return new RunOptions(
                fields.value("kinds").isPresent()
                        ? kinds(fields, "kinds")
                        : EnumSet.allOf(FetchKind.class),
                fields.integer("pageSize").orElse(BigInteger.ZERO),
                fields.flag("fromStart"),
                fields.flag("step"),
                kinds(fields, "pauseAt"),
                RunCap.number(fields, "retries", DEFAULT_RETRIES, 0, MAX_RETRIES),
                RunCap.of(fields));
    }

    private static Set<FetchKind> kinds(JsonFields fields, String name) {
        var kinds = EnumSet.noneOf(FetchKind.class);
        for (var path : fields.list(name)) {
            kinds.add(
                    FetchKind.ofPath(path)
                            .orElseThrow(() ->
                                    DevServerException.badRequest(
                                            "invalid " + name,
                                            "a kind is one of "
                                                    + paths(EnumSet.allOf(FetchKind.class)))));
        }
        return kinds;
    }

    private static List<String> paths(Collection<FetchKind> kinds) {
        return kinds.stream().map(FetchKind::path).sorted().toList();
    }

    JsonObject toJson() {
        var json =
                JSON.createObjectBuilder()
                        .add("kinds", array(kinds))
                        .add("pageSize", pageSize)
                        .add("fromStart", fromStart)
                        .add("step", step)
                        .add("pauseAt", array(pauseAt))
                        .add("retries", retries);
        for (var cap : RunCap.values()) {
            json.add(cap.field(), caps.get(cap));
        }
        return json.build();
    }

    private static JsonArrayBuilder array(Collection<FetchKind> kinds) {
        return JSON.createArrayBuilder(paths(kinds));
    }
}

package dev.connectorproxy.importer;

import dev.connectorproxy.declarative.file.BoundParameter;
import dev.connectorproxy.declarative.file.CommandFile.BodyForm;
import dev.connectorproxy.declarative.file.CommandParameters;
import dev.connectorproxy.declarative.file.ParameterOverrides;
import dev.connectorproxy.declarative.file.ParameterPlace;
import dev.connectorproxy.openapi.Operation;
import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which parameters of an operation its command has, written down so that a newer description changes nothing about them.
///
/// @param body how the body becomes parameters; empty for an operation without one
/// @param shown required ones first
/// @param omitted the optional ones beyond the limit
record ParameterChoice(
        Optional<BodyForm> body, List<BoundParameter> shown, List<BoundParameter> omitted) {

    /// Where the value of a parameter goes, if its id does not say it for good.
    ///
    /// @param in in the words of a connector file
    /// @param name as it is sent; empty if it is the id
    record Pin(String in, Optional<String> name) {}

    /// @param limit how many parameters to show, unless more are required
    static ParameterChoice of(Operation operation, JsonObject schemas, int limit) {
        var all = CommandParameters.of(operation, schemas, ParameterOverrides.NONE);
        boolean flat =
                all.offered().stream()
                        .anyMatch(bound -> bound.place() instanceof ParameterPlace.InBody);
        if (flat && required(all) > limit) {
            return of(
                    CommandParameters.of(operation, schemas, whole()),
                    Optional.of(BodyForm.WHOLE),
                    limit);
        }
        var form =
                flat
                                || all.fixed().stream()
                                        .anyMatch(fixed ->
                                                fixed.place() instanceof ParameterPlace.InBody)
                        ? BodyForm.FLAT
                        : BodyForm.WHOLE;
        return of(all, operation.body().map(_ -> form), limit);
    }

    private static ParameterChoice of(CommandParameters all, Optional<BodyForm> body, int limit) {
        Set<BoundParameter> best = Collections.newSetFromMap(new IdentityHashMap<>());
        best.addAll(
                all.offered().stream()
                        .sorted(
                                Comparator.comparing((BoundParameter bound) ->
                                                !bound.parameter().required())
                                        .thenComparing(
                                                bound -> bound.parameter().details().visibility()))
                        .limit(Math.max(limit, required(all)))
                        .toList());
        var parts = all.offered().stream().collect(Collectors.partitioningBy(best::contains));
        return new ParameterChoice(body, parts.get(true), parts.get(false));
    }

    private static long required(CommandParameters all) {
        return all.offered().stream().filter(bound -> bound.parameter().required()).count();
    }

    private static ParameterOverrides whole() {
        return new ParameterOverrides(
                Map.of(), Map.of(), Optional.empty(), Optional.of(BodyForm.WHOLE), "operation");
    }

    List<String> ids() {
        return shown.stream().map(bound -> bound.parameter().id()).toList();
    }

    /// The places of parameters that a newer description could move: those with another name than they are sent under, and optional
    /// ones beside a body, which may gain a property of the same name.
    Map<String, Pin> pins() {
        var pins = new LinkedHashMap<String, Pin>();
        for (var bound : shown) {
            var id = bound.parameter().id();
            var sent = bound.place().sentName();
            boolean renamed = !id.equals(sent);
            boolean ambiguous =
                    body.equals(Optional.of(BodyForm.FLAT))
                            && bound.place() instanceof ParameterPlace.InRequest
                            && !bound.parameter().required();
            if (renamed || ambiguous) {
                pins.put(
                        id,
                        new Pin(
                                bound.place().word(),
                                renamed ? Optional.of(sent) : Optional.empty()));
            }
        }
        return pins;
    }
}

package dev.connectorproxy.declarative.file;

import dev.connectorproxy.declarative.file.CommandFile.BodyForm;
import dev.connectorproxy.declarative.file.ParameterFile.In;
import dev.connectorproxy.declarative.file.ParameterPlace.InBody;
import dev.connectorproxy.declarative.file.ParameterPlace.InRequest;
import dev.connectorproxy.declarative.file.ParameterPlace.WholeBody;
import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.RequestBody;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.settings.SpellingSuggestion;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Binds the parameters of one request that a file describes. Used by one thread, once.
final class RequestBinding {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE", "OPTIONS");

    private final RequestFile request;
    private final ParameterOverrides overrides;
    private final Set<String> everywhere;
    private final Set<String> anywhere;
    private final List<BoundParameter> offered = new ArrayList<>();
    private final List<FixedValue> fixed = new ArrayList<>();
    private final Map<ParameterPlace, JsonObject> schemas = new LinkedHashMap<>();
    private final Map<String, RequestBody.Part> parts = new LinkedHashMap<>(); // of a form, by name

    /// @param everywhere the variables that the paths of all requests of the command have
    /// @param anywhere those that the path of any has
    RequestBinding(
            RequestFile request,
            ParameterOverrides overrides,
            Set<String> everywhere,
            Set<String> anywhere) {
        this.request = request;
        this.overrides = overrides;
        this.everywhere = everywhere;
        this.anywhere = anywhere;
    }

    BoundOperation bind() {
        overrides.all().values().forEach(this::add);
        request.query()
                .forEach((name, value) -> {
                    var place = new InRequest(FileParameters.query(name));
                    schemas.put(place, JsonValue.EMPTY_JSON_OBJECT);
                    fixed.add(new FixedValue(place, value));
                });
        request.body()
                .forEach((name, value) -> {
                    var place = new InBody(List.of(name));
                    schemas.putIfAbsent(place, JsonValue.EMPTY_JSON_OBJECT);
                    fixed.addFirst(
                            new FixedValue(place, value)); // parameters inside it come after it
                });
        requireVariables();
        var body = body();
        return new BoundOperation(
                request.when(),
                operation(body),
                new CommandParameters(
                        shown(), fixed, body.map(present -> present.contents().getFirst())),
                request.headers(),
                request.expression());
    }

    private void add(ParameterFile file) {
        var place = place(file);
        var bound =
                CatalogueParameter.of(
                        file.id(),
                        FileParameters.source(file, place, everywhere.contains(sentName(file))),
                        Optional.of(file));
        schemas.put(place, bound.schema());
        var constant = file.fixed().or(() -> file.bounds().defaultValue());
        if (file.fixed().isEmpty() && !file.hidden()) {
            offered.add(bound);
        } else {
            constant.ifPresent(value -> fixed.add(new FixedValue(place, value)));
        }
    }

    private static String sentName(ParameterFile file) {
        return file.target().name().orElse(file.id());
    }

    private ParameterPlace place(ParameterFile file) {
        var in = file.target().in();
        if (in.isPresent() && in.get() != In.BODY) {
            return FileParameters.place(file, in.get(), false);
        }
        if (in.isEmpty() && anywhere.contains(sentName(file))) {
            return FileParameters.place(
                    file, request.variables().contains(sentName(file)) ? In.PATH : In.NONE, false);
        }
        if (in.isEmpty() && WITHOUT_BODY.contains(request.method())) {
            return FileParameters.place(file, In.QUERY, false);
        }
        if (request.expression().isPresent()) {
            return FileParameters.besideExpression(file, request);
        }
        boolean whole =
                request.send().isWhole()
                        || overrides.body().equals(Optional.of(BodyForm.WHOLE))
                                && sentName(file).equals("body");
        if (whole) {
            return new WholeBody();
        }
        if (request.send() == RequestFile.Send.FORM) {
            FileParameters.part(file).ifPresent(part -> parts.put(sentName(file), part));
            return new InBody(List.of(sentName(file)));
        }
        return FileParameters.place(file, In.BODY, request.send() == RequestFile.Send.JSON);
    }

    private void requireVariables() {
        var given =
                schemas.keySet().stream()
                        .filter(place ->
                                place instanceof InRequest(var parameter)
                                        && parameter.in() == Location.PATH)
                        .map(ParameterPlace::sentName)
                        .toList();
        for (var name : request.variables()) {
            if (!given.contains(name)) {
                throw new SettingsException(
                        "%s: path has {%s}, which is not one of the parameters%s; add it to them"
                                .formatted(
                                        request.place(),
                                        name,
                                        SpellingSuggestion.hint(name, overrides.all().keySet())));
            }
        }
        given.stream()
                .filter(name -> !request.variables().contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new SettingsException(
                            "%s: path has no {%s}, which a parameter says it is in"
                                    .formatted(request.place(), name));
                });
    }

    private Operation operation(Optional<RequestBody> body) {
        return new Operation(
                request.method(),
                request.path(),
                "",
                "",
                "",
                List.of(),
                false,
                Operation.Visibility.NORMAL,
                parameters(),
                body,
                Map.of(),
                List.of(),
                List.of());
    }

    private List<OperationParameter> parameters() {
        return schemas.keySet().stream()
                .filter(InRequest.class::isInstance)
                .map(place -> ((InRequest) place).parameter())
                .toList();
    }

    private Optional<RequestBody> body() {
        var whole = Optional.ofNullable(schemas.get(new WholeBody()));
        boolean members = schemas.keySet().stream().anyMatch(InBody.class::isInstance);
        requireOneBody(whole.isPresent(), members);
        if (whole.isEmpty() && !members && request.expression().isEmpty()) {
            return Optional.empty();
        }
        var content =
                new RequestBody.Content(
                        request.send().mediaType(),
                        request.expression().isPresent()
                                ? JsonValue.EMPTY_JSON_OBJECT
                                : whole.orElseGet(this::membersSchema),
                        parts,
                        Optional.empty());
        return Optional.of(new RequestBody("", false, "", List.of(content)));
    }

    private JsonObject membersSchema() {
        var properties = JSON.createObjectBuilder();
        schemas.forEach((place, schema) -> {
            if (place instanceof InBody(var path) && path.size() == 1) {
                properties.add(path.getFirst(), schema);
            }
        });
        return JSON.createObjectBuilder()
                .add("type", "object")
                .add("properties", properties)
                .build();
    }

    private void requireOneBody(boolean whole, boolean members) {
        long bodies =
                offered.stream().filter(bound -> bound.place() instanceof WholeBody).count()
                        + fixed.stream().filter(v -> v.place() instanceof WholeBody).count();
        if (whole && (members || bodies > 1)) {
            throw new SettingsException(
                    request.place()
                            + ": the body is one value, so only one parameter may be in it: say `in:` for the others");
        }
    }

    private List<BoundParameter> shown() {
        if (overrides.show().isEmpty()) {
            offered.sort(Comparator.comparing(bound -> !bound.parameter().required()));
            return offered;
        }
        var ids = offered.stream().map(bound -> bound.parameter().id()).toList();
        return overrides.show().get().stream()
                .map(id -> {
                    if (!ids.contains(id)) {
                        throw new SettingsException(
                                "%s.show names '%s', which is not one of its parameters%s"
                                        .formatted(
                                                overrides.place(),
                                                id,
                                                SpellingSuggestion.hint(id, ids)));
                    }
                    return offered.get(ids.indexOf(id));
                })
                .toList();
    }
}

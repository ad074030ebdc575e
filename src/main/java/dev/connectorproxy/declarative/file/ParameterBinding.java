package dev.connectorproxy.declarative.file;

import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.RequestBody;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.settings.SpellingSuggestion;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Binds the parameters of one operation to ids. Used by one thread, once.
final class ParameterBinding {
    private final ParameterOverrides overrides;
    private final Optional<RequestBody.Content> content;
    private final List<ParameterSource> sources;
    private final List<String> ids = new ArrayList<>(); // as long as sources
    private final Map<Integer, ParameterFile> changes = new LinkedHashMap<>(); // by position

    ParameterBinding(Operation operation, JsonObject schemas, ParameterOverrides overrides) {
        this.overrides = overrides;
        this.content = operation.body().map(body -> OperationSources.content(body, schemas));
        this.sources = new ArrayList<>(OperationSources.of(operation, schemas, overrides));
    }

    CommandParameters bind() {
        overrides.all().values().forEach(this::pin);
        assignIds();
        overrides.all().values().forEach(this::apply);
        var shown = overrides.show().map(list -> list.stream().map(this::shown).toList());
        var offered = new ArrayList<BoundParameter>();
        var fixed = new ArrayList<FixedValue>();
        for (int i : shown.orElse(List.of())) {
            offer(i, offered, fixed);
        }
        for (int i = 0; i < sources.size(); i++) {
            if (shown.isEmpty() && !isHidden(i)) {
                offer(i, offered, fixed);
            } else if (shown.isEmpty() || !shown.get().contains(i)) {
                sent(i).ifPresent(fixed::add);
            }
        }
        if (shown.isEmpty()) {
            offered.sort(Comparator.comparing(bound -> !bound.parameter().required()));
        }
        return new CommandParameters(offered, fixed, content);
    }

    /// Gives a parameter that the file names by its place the id that it has there, whatever others are called.
    private void pin(ParameterFile file) {
        var target = file.target();
        if (target.in().isEmpty() && target.name().isEmpty()) {
            return;
        }
        IntStream.range(0, sources.size())
                .filter(i -> !changes.containsKey(i))
                .filter(i -> isAt(sources.get(i).place(), file))
                .findFirst()
                .ifPresent(i -> changes.put(i, file));
    }

    private static boolean isAt(ParameterPlace place, ParameterFile file) {
        var word = file.target().in().map(in -> in.name().toLowerCase(Locale.ROOT));
        return place.sentName().equals(file.target().name().orElse(file.id()))
                && word.orElse(place.word()).equals(place.word());
    }

    private void assignIds() {
        var pinned = new HashSet<String>();
        changes.values().forEach(file -> pinned.add(file.id()));
        var others =
                IntStream.range(0, sources.size())
                        .filter(i -> !changes.containsKey(i))
                        .mapToObj(i -> sources.get(i).place())
                        .toList();
        var names = ParameterNames.assign(others, pinned).iterator();
        for (int i = 0; i < sources.size(); i++) {
            ids.add(changes.containsKey(i) ? changes.get(i).id() : names.next());
        }
    }

    private void apply(ParameterFile file) {
        if (changes.containsValue(file)) {
            return;
        }
        var position = position(file.id());
        if (position.isPresent()) {
            changes.put(position.get(), file);
        } else if (file.target().in().isPresent()) {
            changes.put(sources.size(), file);
            sources.add(FileParameters.source(file, content));
            ids.add(file.id());
        } else if (overrides.own().containsValue(file)) {
            throw new SettingsException(
                    "%s: parameters.%s is not a parameter of the operation%s; say `in:` to add one"
                            .formatted(
                                    file.place(),
                                    file.id(),
                                    SpellingSuggestion.hint(file.id(), ids)));
        }
    }

    /// The parameter with that id; or else the one that would have it if the description had not gained others of the
    /// same name, which are optional; a file says so itself where a parameter beside a body may become one of several.
    private Optional<Integer> position(String id) {
        int exact = ids.indexOf(id);
        return exact >= 0
                ? Optional.of(exact)
                : IntStream.range(0, sources.size())
                        .filter(i -> id.equals(ParameterNames.identifier(sentName(i))))
                        .boxed()
                        .min(
                                Comparator.comparing((Integer i) -> !sources.get(i).required())
                                        .thenComparing(i -> !isInBody(i)));
    }

    private boolean isInBody(int i) {
        return sources.get(i).place() instanceof ParameterPlace.InBody;
    }

    private String sentName(int i) {
        return sources.get(i).place().sentName();
    }

    private int shown(String id) {
        int position =
                position(id)
                        .orElseThrow(() ->
                                new SettingsException(
                                        "%s.show names '%s', which is not a parameter of the operation%s"
                                                .formatted(
                                                        overrides.place(),
                                                        id,
                                                        SpellingSuggestion.hint(id, ids))));
        ids.set(position, id);
        return position;
    }

    private boolean isHidden(int i) {
        return change(i).map(ParameterFile::hidden).orElse(false) || sources.get(i).isInternal();
    }

    private void offer(int i, List<BoundParameter> offered, List<FixedValue> fixed) {
        var constant = change(i).flatMap(ParameterFile::fixed).or(() -> sources.get(i).fixed());
        if (constant.isPresent()) {
            fixed.add(new FixedValue(sources.get(i).place(), constant.get()));
        } else {
            offered.add(CatalogueParameter.of(id(i), sources.get(i), change(i)));
        }
    }

    /// The id under which a parameter is offered: what the file calls it.
    private String id(int i) {
        return change(i).map(ParameterFile::id).orElse(ids.get(i));
    }

    private Optional<ParameterFile> change(int i) {
        return Optional.ofNullable(changes.get(i));
    }

    /// What is sent for a parameter that callers cannot give.
    private Optional<FixedValue> sent(int i) {
        var source = sources.get(i);
        var value =
                change(i)
                        .flatMap(file -> file.fixed().or(() -> file.bounds().defaultValue()))
                        .or(source::fixed)
                        .or(() -> documentedDefault(source));
        boolean inPath =
                source.place() instanceof ParameterPlace.InRequest(var parameter)
                        && parameter.in() == Location.PATH;
        if (value.isEmpty() && inPath) {
            throw new SettingsException(
                    "%s: parameter '%s' is in the path: show it, or give it a value"
                            .formatted(overrides.place(), ids.get(i)));
        }
        return value.map(constant -> new FixedValue(source.place(), constant));
    }

    private static Optional<JsonValue> documentedDefault(ParameterSource source) {
        return source.required()
                ? Optional.ofNullable(source.schema().get("default"))
                : Optional.empty();
    }
}

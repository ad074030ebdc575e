package dev.connectorproxy.importer;

import dev.connectorproxy.openapi.Operation.Visibility;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.settings.SpellingSuggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which operations of an API become commands.
///
/// @param chosen in the order of the description
/// @param omitted the others, by the reason
record OperationChoice(List<NamedOperation> chosen, Map<String, List<NamedOperation>> omitted) {
    /// Among more commands nobody finds one in a list without a search.
    static final int MAX_COMMANDS = 25;

    /// The most useful ones first.
    private static final Comparator<NamedOperation> RANK =
            Comparator.comparing((NamedOperation named) -> named.operation().visibility())
                    .thenComparing(named -> named.operation().summary().isEmpty())
                    .thenComparing(named -> named.operation().id().isEmpty())
                    .thenComparing(named -> named.operation().path().split("/").length);

    /// @param all in the order of the description
    /// @throws SettingsException an operation or a tag that was asked for does not exist
    static OperationChoice of(List<NamedOperation> all, Selection selection) {
        var wanted = wanted(all, selection.operations());
        var tags = tags(all, selection.tags());
        var omitted = new LinkedHashMap<String, List<NamedOperation>>();
        var candidates = new ArrayList<NamedOperation>();
        for (var named : all) {
            var reason = omission(named, selection, tags);
            if (wanted.contains(named.name()) || reason.isEmpty()) {
                candidates.add(named);
            } else {
                omitted.computeIfAbsent(reason, _ -> new ArrayList<>()).add(named);
            }
        }
        int limit = selection.all() ? all.size() : Math.max(MAX_COMMANDS, wanted.size());
        var best =
                candidates.stream()
                        .sorted(
                                Comparator.comparing((NamedOperation named) ->
                                                !wanted.contains(named.name()))
                                        .thenComparing(RANK))
                        .limit(limit)
                        .map(NamedOperation::name)
                        .collect(Collectors.toSet());
        var chosen = new ArrayList<NamedOperation>();
        for (var named : candidates) {
            (best.contains(named.name())
                            ? chosen
                            : omitted.computeIfAbsent(
                                    "beyond the first " + limit, _ -> new ArrayList<>()))
                    .add(named);
        }
        return new OperationChoice(chosen, omitted);
    }

    /// Why an operation that nobody named is left out; empty if it is not.
    private static String omission(NamedOperation named, Selection selection, Set<String> tags) {
        var operation = named.operation();
        if (!tags.isEmpty()
                && operation.tags().stream().noneMatch(tag -> tags.contains(lower(tag)))) {
            return "without a tag that was asked for";
        }
        if (selection.all()) {
            return "";
        }
        if (tags.isEmpty() && !selection.operations().isEmpty()) {
            return "not asked for";
        }
        if (operation.deprecated()) {
            return "deprecated";
        }
        return operation.visibility() == Visibility.INTERNAL ? "internal" : "";
    }

    /// The names of the commands of the operations that were asked for.
    private static Set<String> wanted(List<NamedOperation> all, List<String> operations) {
        var names = new HashSet<String>();
        for (var text : operations) {
            var found = all.stream().filter(named -> named.isCalled(text)).toList();
            if (found.isEmpty()) {
                var references = all.stream().map(NamedOperation::reference).toList();
                throw new SettingsException(
                        "the description has no operation '%s'%s"
                                .formatted(text, SpellingSuggestion.hint(text, references)));
            }
            found.forEach(named -> names.add(named.name()));
        }
        return names;
    }

    /// The tags in lower case.
    private static Set<String> tags(List<NamedOperation> all, List<String> asked) {
        var known = new LinkedHashSet<String>();
        all.forEach(named -> known.addAll(named.operation().tags()));
        var lower = known.stream().map(OperationChoice::lower).collect(Collectors.toSet());
        for (var tag : asked) {
            if (!lower.contains(lower(tag))) {
                throw new SettingsException(
                        "no operation has the tag '%s'; there are: %s"
                                .formatted(
                                        tag, known.isEmpty() ? "none" : String.join(", ", known)));
            }
        }
        return asked.stream().map(OperationChoice::lower).collect(Collectors.toSet());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

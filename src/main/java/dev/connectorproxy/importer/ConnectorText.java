package dev.connectorproxy.importer;

import dev.connectorproxy.declarative.file.CommandFile.BodyForm;
import dev.connectorproxy.declarative.file.CredentialUse;
import dev.connectorproxy.openapi.ApiDescription;
import dev.connectorproxy.openapi.ApiDescription.Variable;
import dev.connectorproxy.openapi.SecurityScheme.ApiKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Writes a connector file. Used once.
final class ConnectorText {
    private static final int MAX_DESCRIPTION = 200;
    private static final int MAX_MARKDOWN =
            4_000; // what is looked at, since removing markup takes quadratic time
    private static final int MAX_NAMES = 12;

    private final StringBuilder out = new StringBuilder();

    private ConnectorText() {}

    /// @param server the base URL instead of that of the description; empty for that
    /// @param document the name of the API description's file
    static String of(ImportPlan plan, Optional<String> server, String document) {
        var text = new ConnectorText();
        text.comments(plan);
        text.head(plan, server, document);
        text.credentials(plan.credentials());
        text.out.append("commands:\n");
        plan.commands().forEach(text::command);
        return text.out.toString();
    }

    private void comments(ImportPlan plan) {
        var title = plan.api().title().isEmpty() ? plan.name() : plan.api().title();
        comment(
                "%s: %d of %d operations are commands."
                        .formatted(title, plan.commands().size(), plan.api().operations().size()));
        plan.omitted()
                .forEach((reason, operations) ->
                        comment("Left out, %s: %s".formatted(reason, names(operations))));
        plan.credentials().notes().forEach(this::comment);
        out.append('\n');
    }

    private static String names(List<NamedOperation> operations) {
        var shown = operations.stream().limit(MAX_NAMES).map(NamedOperation::reference).toList();
        int more = operations.size() - shown.size();
        return String.join(", ", shown) + (more == 0 ? "" : " and %d more".formatted(more));
    }

    private void comment(String text) {
        out.append(YamlText.comment(text, 0));
    }

    private void head(ImportPlan plan, Optional<String> server, String document) {
        var api = plan.api();
        line("connector", plan.name());
        line("title", api.title().strip());
        line("description", sentence(api.description()));
        line("docs", api.docsUrl().orElse(""));
        line("openapi", document);
        line("server", server.orElse(""));
        variables(api, server);
    }

    /// The variables of the description's server, so that a newer default changes nothing.
    private void variables(ApiDescription api, Optional<String> server) {
        if (server.isPresent() || api.servers().isEmpty()) {
            return;
        }
        var lines = new StringBuilder();
        api.servers()
                .getFirst()
                .variables()
                .forEach((name, variable) -> {
                    if (!variable.defaultValue().isEmpty()) {
                        lines.append(
                                "  %s: %s%s%n"
                                        .formatted(
                                                YamlText.scalar(name),
                                                YamlText.scalar(variable.defaultValue()),
                                                others(variable)));
                    }
                });
        out.append(lines.isEmpty() ? "" : "variables:\n").append(lines);
    }

    /// A comment with the other values that are allowed.
    private static String others(Variable variable) {
        var others = new ArrayList<>(variable.allowed());
        others.remove(variable.defaultValue());
        return others.isEmpty()
                ? ""
                : YamlText.comment("or " + String.join(", ", others), 3)
                        .lines()
                        .findFirst()
                        .orElse("");
    }

    private void line(String key, String text) {
        if (!text.isEmpty()) {
            out.append(key).append(": ").append(YamlText.scalar(text)).append('\n');
        }
    }

    /// The first sentence, without markup.
    private static String sentence(String markdown) {
        var text =
                markdown.substring(0, Math.min(MAX_MARKDOWN, markdown.length()))
                        .replaceAll("(?s)<[^>]*>", " ")
                        .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
                        .replaceAll("[#*`_]+", "")
                        .strip();
        var first = text.split("\\n\\s*\\n|(?<=[.!?])\\s", 2)[0].replaceAll("\\s+", " ").strip();
        return first.length() > MAX_DESCRIPTION
                ? first.substring(0, MAX_DESCRIPTION - 1).strip() + "…"
                : first;
    }

    private void credentials(Credentials credentials) {
        var uses = credentials.uses();
        if (uses.isEmpty()) {
            comment(
                    "The description names no credentials; if the API wants some: connection: bearer");
        } else if (uses.size() == 1) {
            out.append("connection: ").append(use(uses.getFirst())).append('\n');
        } else {
            out.append("connection:\n");
            uses.forEach(use -> out.append("  - ").append(use(use)).append('\n'));
        }
        if (!credentials.keys().isEmpty()) {
            out.append("parameters:   # keys that are sent in addition to the connection\n");
            credentials
                    .keys()
                    .forEach((id, key) -> out.append("  %s: %s%n".formatted(id, key(key))));
        }
    }

    private static String use(CredentialUse use) {
        return use.key()
                .map(key -> {
                    var members = new LinkedHashMap<String, String>();
                    members.put("type", use.type());
                    members.put("in", word(key.in()));
                    members.put("name", key.name());
                    if (!key.prefix().isEmpty()) {
                        members.put("prefix", key.prefix());
                    }
                    return YamlText.mapping(members);
                })
                .orElse(YamlText.scalar(use.type()));
    }

    private static String key(ApiKey key) {
        return "{in: %s, name: %s, required: true, secret: true}"
                .formatted(word(key.in()), YamlText.scalar(key.name()));
    }

    private static String word(Enum<?> place) {
        return place.name().toLowerCase(Locale.ROOT);
    }

    private void command(ImportedCommand command) {
        out.append("  %s:%n".formatted(YamlText.scalar(command.named().name())));
        out.append("    operation: %s%n".formatted(YamlText.scalar(command.named().reference())));
        out.append("    show: %s%n".formatted(YamlText.list(command.show(), 11)));
        command.parameters()
                .body()
                .ifPresent(form ->
                        out.append(
                                "    body: %s%n"
                                        .formatted(form == BodyForm.FLAT ? "flat" : "whole")));
        var pins = command.parameters().pins();
        if (!pins.isEmpty()) {
            out.append("    parameters:\n");
            pins.forEach((id, pin) ->
                    out.append(
                            "      %s: %s%n"
                                    .formatted(
                                            YamlText.scalar(id), YamlText.mapping(members(pin)))));
        }
        var omitted = command.parameters().omitted();
        if (!omitted.isEmpty()) {
            out.append(
                    YamlText.comment(
                            "not shown: "
                                    + String.join(
                                            ", ",
                                            omitted.stream()
                                                    .map(bound -> bound.parameter().id())
                                                    .toList()),
                            4));
        }
    }

    private static Map<String, String> members(ParameterChoice.Pin pin) {
        var members = new LinkedHashMap<String, String>();
        members.put("in", pin.in());
        pin.name().ifPresent(name -> members.put("name", name));
        return members;
    }
}

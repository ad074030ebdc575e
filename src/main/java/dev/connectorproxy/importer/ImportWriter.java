package dev.connectorproxy.importer;

import dev.connectorproxy.settings.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes the connector file of one document, and the document beside it.
record ImportWriter(ImportArguments arguments) {
    private static final int MAX_PROBLEMS = 5;

    /// Returns what to print: what was written, and what was left out.
    ///
    /// @param address of the document
    /// @throws SettingsException nothing was written; its message says why
    String write(ApiDocument document, URI address) {
        var name =
                arguments
                        .name()
                        .map(ConnectorNames::checked)
                        .orElseGet(
                                () -> ConnectorNames.of(document.file(), document.api().title()));
        var all = ImportPlan.of(name, document.api(), arguments.selection());
        var server = server(all, document, address);
        var plan = all.usable(server);
        if (plan.commands().isEmpty()) {
            throw new SettingsException(
                    document.file() + ": no operation can become a command" + reasons(plan));
        }
        var description = name + ".openapi.json";
        var file = arguments.directory().resolve(name + ".yaml");
        var text = ConnectorText.of(plan, server, description);
        plan.readBack(file.toString(), text);
        writeFiles(file, text, arguments.directory().resolve(description), document.content());
        return report(plan, document, file);
    }

    /// The base URL, where the description does not say it.
    private Optional<String> server(ImportPlan plan, ApiDocument document, URI address) {
        if (arguments.server().isPresent() || plan.hasServer()) {
            return arguments.server();
        }
        if (!DocumentAccess.isUrl(address.toString())) {
            throw new SettingsException(
                    document.file() + ": does not say where the API is; add --server https://…");
        }
        return Optional.of(address.resolve(plan.serverPath()).toString().replaceFirst("/$", ""));
    }

    private void writeFiles(Path file, String text, Path description, byte[] content) {
        for (var target : List.of(file, description)) {
            if (Files.exists(target) && !arguments.force()) {
                throw new SettingsException(
                        target + " exists; --force replaces it, --name gives another name");
            }
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            replace(description, content);
            replace(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new SettingsException(
                    "%s: cannot be written (%s)".formatted(file, e.getClass().getSimpleName()));
        }
    }

    /// At once: the proxy may be running.
    private static void replace(Path file, byte[] content) throws IOException {
        var temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            Files.write(temporary, content);
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static String report(ImportPlan plan, ApiDocument document, Path file) {
        var out = new StringBuilder();
        out.append(
                "%s: %d of %d operations are commands%n"
                        .formatted(file, plan.commands().size(), plan.api().operations().size()));
        plan.commands()
                .forEach(command ->
                        out.append(
                                "  %s/%s(%s)%n"
                                        .formatted(
                                                plan.name(),
                                                command.named().name(),
                                                String.join(", ", command.show()))));
        plan.omitted()
                .forEach((reason, operations) ->
                        out.append("Left out, %s: %d%n".formatted(reason, operations.size())));
        long optional =
                plan.commands().stream()
                        .mapToLong(command -> command.parameters().omitted().size())
                        .sum();
        if (optional > 0) {
            out.append("Not shown, optional parameters: %d%n".formatted(optional));
        }
        out.append("Credentials: %s%n".formatted(credentials(plan)));
        plan.credentials().notes().forEach(note -> out.append("  %s%n".formatted(note)));
        problems(document, out);
        return out.toString();
    }

    private static String credentials(ImportPlan plan) {
        return plan.credentials().uses().isEmpty()
                ? "none, says the description"
                : "a connection of the type "
                        + plan.credentials().uses().stream()
                                .map(use -> use.type())
                                .distinct()
                                .collect(Collectors.joining(" or "));
    }

    private static void problems(ApiDocument document, StringBuilder out) {
        var problems = document.api().problems();
        if (!problems.isEmpty()) {
            out.append("Wrong in the description:\n");
            problems.stream()
                    .limit(MAX_PROBLEMS)
                    .forEach(problem -> out.append("  %s%n".formatted(problem)));
        }
        if (problems.size() > MAX_PROBLEMS) {
            out.append("  and %d more%n".formatted(problems.size() - MAX_PROBLEMS));
        }
    }

    private static String reasons(ImportPlan plan) {
        return plan.omitted().isEmpty()
                ? "; it has none"
                : ": " + String.join(", ", plan.omitted().keySet());
    }
}

package dev.connectorproxy.docs;

import dev.connectorproxy.declarative.file.ConnectorFile;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectionUse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The page about one bundled connector.
///
/// @param commands by name
/// @param note about its credentials
/// @param validated which description of the vendor its requests are validated against in the tests
record ConnectorPage(
        ConnectorFile file,
        Map<String, Command> commands,
        Optional<String> note,
        Optional<String> validated) {
    private static final String PAGE =
            """
            # %s

            <!-- Made by `make connector-pages` of src/main/resources/connectors/%s.yaml: change that file. -->

            %s [Documentation of the vendor](%s). Back to [all bundled connectors](../connectors.md), which says how to read this page.

            ## Switch it on

            %s
            %s
            ## Commands

            %s
            %s
            ## Errors of every command

            %s
            Beside these: %s.
            """;

    String name() {
        return file.name();
    }

    /// Its row in the list of connectors.
    String row() {
        return "| [%s](connectors/%s.md) | %s | %d | %s |\n"
                .formatted(
                        file.info().title(),
                        name(),
                        file.info().description(),
                        file.commands().size(),
                        file.credentials().stream()
                                .map(use -> "`" + use.type() + "`")
                                .collect(Collectors.joining(" or ")));
    }

    String text() {
        return PAGE.formatted(
                file.info().title(),
                name(),
                file.info().description(),
                file.info().docsUrl(),
                new ConnectionExample(name(), uses()).text(),
                server() + paragraph(note) + paragraph(validated),
                contents(),
                sections(),
                ErrorTable.of(file.errors()),
                otherErrors());
    }

    private static String paragraph(Optional<String> text) {
        return text.map(each -> "\n" + each + "\n").orElse("");
    }

    /// How the commands together use connections.
    private List<ConnectionUse> uses() {
        var first = commands.get(file.commands().getFirst().name());
        return first.spec().details().connections().stream()
                .map(use -> new ConnectionUse(use.type(), parameters(use.type())))
                .toList();
    }

    private Map<String, String> parameters(String type) {
        var parameters = new HashMap<String, String>();
        commands.values().stream()
                .flatMap(command -> command.spec().details().connections().stream())
                .filter(use -> use.type().equals(type))
                .forEach(use -> parameters.putAll(use.parameters()));
        return parameters;
    }

    private String server() {
        return file.server().map("Requests go to `%s` only.\n"::formatted).orElse("");
    }

    private String contents() {
        return file.commands().stream()
                .map(command -> section(command.name()))
                .map(CommandSection::row)
                .collect(Collectors.joining("", "| Command | What it does |\n|---|---|\n", ""));
    }

    private String sections() {
        return file.commands().stream()
                .map(command -> section(command.name()).text())
                .collect(Collectors.joining("\n"));
    }

    private CommandSection section(String name) {
        var source =
                file.commands().stream()
                        .filter(command -> command.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        return new CommandSection(file.name(), source, commands.get(name));
    }

    /// The codes that do not come from the file.
    private String otherErrors() {
        var codes = new TreeSet<String>();
        commands.values().forEach(command -> codes.addAll(command.spec().errors()));
        file.errors().forEach(rule -> codes.remove(rule.code()));
        file.commands().stream()
                .flatMap(command -> command.errors().stream())
                .forEach(rule -> codes.remove(rule.code()));
        return codes.stream().map(code -> "`" + code + "`").collect(Collectors.joining(", "));
    }
}

package dev.connectorproxy.declarative.file;

import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.settings.YamlReader;
import dev.connectorproxy.spi.ConnectorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a connector file.
final class ConnectorFileReader {
    private static final List<String> KEYS =
            List.of(
                    "connector",
                    "title",
                    "description",
                    "icon",
                    "docs",
                    "openapi",
                    "server",
                    "variables",
                    "connection",
                    "refresh",
                    "headers",
                    "query",
                    "parameters",
                    "errors",
                    "codes",
                    "attempts",
                    "redirects",
                    "commands");
    private static final int MAX_ATTEMPTS = 10;
    private static final Pattern ORIGIN =
            Pattern.compile(
                    "(?<scheme>https?)://(?:[A-Za-z0-9*._-]+|\\[[0-9A-Fa-f:]+])(?::(?<port>[0-9]{1,5}))?");

    private ConnectorFileReader() {}

    static ConnectorFile read(String file, String text) {
        var root =
                YamlReader.read(file, text)
                        .orElseThrow(() -> new SettingsException(file + ": the file is empty"));
        var top = FileSection.of(root, "", "a connector", KEYS);
        var name = top.required("connector", "it is the {connector} of the ids of the commands");
        if (!name.matches("[a-z0-9_]+")) {
            throw top.refused("connector", "must be made of a-z, 0-9 and _");
        }
        return new ConnectorFile(
                name,
                info(top),
                openapi(top),
                server(top),
                top.textsByName("variables"),
                CredentialReader.credentials(top),
                CredentialReader.refresh(top),
                RequestFileReader.headers(top),
                top.values("query"),
                ParameterFileReader.read(top),
                RuleReader.errors(top),
                RuleReader.codes(top),
                top.number("attempts", 1, MAX_ATTEMPTS).orElse(1),
                commands(top),
                redirects(top),
                file);
    }

    private static ConnectorInfo info(FileSection top) {
        return new ConnectorInfo(
                top.text("title").orElse(""),
                top.text("description").map(String::strip).orElse(""),
                top.text("icon").orElse(""),
                top.text("docs").orElse(""));
    }

    private static Optional<String> openapi(FileSection top) {
        var file = top.text("openapi");
        file.ifPresent(path -> {
            if (path.contains("://")) {
                throw top.refused(
                        "openapi",
                        "must be a file beside this one; `import` copies a description from a URL");
            }
        });
        return file;
    }

    private static Optional<String> server(FileSection top) {
        if (!top.has("server") && !top.has("openapi")) {
            throw top.refused(
                    "server",
                    "is missing; it is the base URL, such as https://api.example.com/v1, unless `openapi` names a description with one");
        }
        return baseUrl(top);
    }

    /// The base URL under `server`.
    static Optional<String> baseUrl(FileSection section) {
        var server = section.text("server");
        server.ifPresent(url -> {
            if (!url.matches("https?://[^/?#]+(/[^?#]*)?") && !url.matches("\\{[^{}]+\\}[^?#]*")) {
                throw section.refused(
                        "server",
                        "must be a base URL, such as https://api.example.com/v1, without query");
            }
        });
        return server.map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    private static List<String> redirects(FileSection top) {
        return top.texts("redirects").orElse(List.of()).stream()
                .map(text -> {
                    var origin = ORIGIN.matcher(text);
                    if (!origin.matches()) {
                        throw top.refused(
                                "redirects",
                                "must be origins such as https://files.example.com or https://*.example.com");
                    }
                    var port = origin.group("scheme").equals("https") ? ":443" : ":80";
                    return (origin.group() + (origin.group("port") == null ? port : ""))
                            .toLowerCase(Locale.ROOT);
                })
                .toList();
    }

    private static List<CommandFile> commands(FileSection top) {
        var commands = new ArrayList<CommandFile>();
        top.members("commands")
                .forEach((name, node) -> {
                    if (!name.matches("[A-Za-z0-9_-]+")) {
                        throw top.refused(
                                "commands",
                                "must have names made of letters, digits, _ and -, which '%s' is not"
                                        .formatted(name));
                    }
                    commands.add(CommandFileReader.read(name, node, top));
                });
        if (commands.isEmpty()) {
            throw top.refused("commands", "must have at least one command");
        }
        return commands;
    }
}

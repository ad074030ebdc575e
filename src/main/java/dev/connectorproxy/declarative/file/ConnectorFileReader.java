package dev.connectorproxy.declarative.file;

import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.settings.YamlNode;
import dev.connectorproxy.settings.YamlReader;
import dev.connectorproxy.spi.ConnectorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
                    "headers",
                    "query",
                    "parameters",
                    "errors",
                    "codes",
                    "attempts",
                    "commands");
    private static final int MAX_ATTEMPTS = 10;
    private static final List<String> CREDENTIAL_KEYS =
            List.of("type", "in", "name", "prefix", "parameter", "replaces");

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
                credentials(top),
                RequestFileReader.headers(top),
                top.values("query"),
                ParameterFileReader.read(top),
                RuleReader.errors(top),
                RuleReader.codes(top),
                top.number("attempts", 1, MAX_ATTEMPTS).orElse(1),
                commands(top),
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
        var server = top.text("server");
        if (server.isEmpty() && !top.has("openapi")) {
            throw top.refused(
                    "server",
                    "is missing; it is the base URL, such as https://api.example.com/v1, unless `openapi` names a description with one");
        }
        server.ifPresent(url -> {
            if (!url.matches("https?://[^/?#]+(/[^?#]*)?") && !url.matches("\\{[^{}]+\\}[^?#]*")) {
                throw top.refused(
                        "server",
                        "must be a base URL, such as https://api.example.com/v1, without query");
            }
        });
        return server.map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    private static List<CredentialUse> credentials(FileSection top) {
        var uses = new ArrayList<CredentialUse>();
        for (var node : top.node("connection").map(FileSection::elements).orElse(List.of())) {
            uses.add(
                    node instanceof YamlNode.Mapping
                            ? credential(
                                    FileSection.of(
                                            node, "connection", "a connection", CREDENTIAL_KEYS),
                                    top)
                            : new CredentialUse(
                                    type(top, node),
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of(),
                                    node.place()));
        }
        return uses;
    }

    private static String type(FileSection top, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar && scalar.text().matches("[a-z0-9_-]+")) {
            return scalar.text();
        }
        throw top.refused("connection", "must be a type of connections, such as bearer");
    }

    private static CredentialUse credential(FileSection section, FileSection top) {
        var type = section.required("type", "it is the type of connections, such as api-key");
        if (section.has("parameter")) {
            return ofParameter(type, section);
        }
        if (!section.has("in") && !section.has("name")) {
            if (section.has("prefix")) {
                throw section.refused("prefix", "must be given beside name only");
            }
            return new CredentialUse(
                    type,
                    Optional.empty(),
                    Optional.empty(),
                    replaces(section),
                    section.placeOf("type"));
        }
        var in =
                section.choice(
                                "in",
                                List.of(
                                        Location.HEADER,
                                        Location.QUERY,
                                        Location.COOKIE,
                                        Location.PATH))
                        .orElse(Location.HEADER);
        var name =
                section.required(
                        "name", "it is the name of the " + in.name().toLowerCase(Locale.ROOT));
        if (in == Location.PATH && !isInPath(name, top)) {
            throw section.refused(
                    "name",
                    "must be the name of a {variable} in the path of `server`, and not one of `variables`");
        }
        return new CredentialUse(
                type,
                Optional.of(new CredentialUse.Key(in, name, section.text("prefix").orElse(""))),
                Optional.empty(),
                replaces(section),
                section.placeOf("type"));
    }

    private static CredentialUse ofParameter(String type, FileSection section) {
        if (!type.equals("api-key")) {
            throw section.refused("parameter", "must be used with the type api-key");
        }
        for (var other : List.of("in", "name", "prefix", "replaces")) {
            if (section.has(other)) {
                throw section.refused(
                        other, "must not be given beside `parameter`, which says where it goes");
            }
        }
        return new CredentialUse(
                type,
                Optional.empty(),
                section.text("parameter"),
                List.of(),
                section.placeOf("type"));
    }

    private static boolean isInPath(String name, FileSection top) {
        var path = top.text("server").orElse("").replaceFirst("^(https?://)?[^/]*", "");
        return name.matches("[A-Za-z0-9_-]+")
                && path.contains("{" + name + "}")
                && !top.members("variables").containsKey(name);
    }

    private static List<SourceText> replaces(FileSection section) {
        var place = section.place() + ": " + section.path() + ".replaces";
        return section.texts("replaces").orElse(List.of()).stream()
                .map(id -> new SourceText(id, place))
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

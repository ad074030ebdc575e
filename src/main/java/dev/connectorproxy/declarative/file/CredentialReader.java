package dev.connectorproxy.declarative.file;

import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.settings.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads what a connector file says about credentials.
final class CredentialReader {
    private static final List<String> CREDENTIAL_KEYS =
            List.of("type", "in", "name", "prefix", "parameter", "replaces");
    private static final List<String> REFRESH_KEYS =
            List.of("token-url", "access-token", "refresh-token", "client-id", "client-secret");

    private CredentialReader() {}

    /// The types of connections under `connection`.
    static List<CredentialUse> credentials(FileSection top) {
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

    private static List<SourceText> replaces(FileSection section) {
        var place = section.place() + ": " + section.path() + ".replaces";
        return section.texts("replaces").orElse(List.of()).stream()
                .map(id -> new SourceText(id, place))
                .toList();
    }

    private static CredentialUse ofParameter(String type, FileSection section) {
        if (!type.equals("api-key")) {
            throw section.refused("parameter", "must be used with the type api-key");
        }
        for (var other : List.of("in", "name", "prefix")) {
            if (section.has(other)) {
                throw section.refused(
                        other, "must not be given beside `parameter`, which says where it goes");
            }
        }
        return new CredentialUse(
                type,
                Optional.empty(),
                section.text("parameter"),
                replaces(section),
                section.placeOf("type"));
    }

    private static boolean isInPath(String name, FileSection top) {
        var path = top.text("server").orElse("").replaceFirst("^(https?://)?[^/]*", "");
        return name.matches("[A-Za-z0-9_-]+")
                && path.contains("{" + name + "}")
                && !top.members("variables").containsKey(name);
    }

    /// What is under `refresh`.
    static Optional<TokenRefresh> refresh(FileSection top) {
        return top.node("refresh")
                .map(node -> FileSection.of(node, "refresh", "refresh", REFRESH_KEYS))
                .map(section ->
                        new TokenRefresh(
                                section.requiredSource(
                                        "token-url",
                                        "it is JSONata, such as '\"https://login.example.com/token\"'"),
                                parameter(section, "access-token"),
                                parameter(section, "refresh-token"),
                                parameter(section, "client-id"),
                                parameter(section, "client-secret")));
    }

    private static SourceText parameter(FileSection section, String key) {
        return section.requiredSource(key, "it is the id of the parameter with it");
    }
}

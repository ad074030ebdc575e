package dev.connectorproxy.declarative.file;

import dev.connectorproxy.declarative.file.ParameterFile.Bounds;
import dev.connectorproxy.declarative.file.ParameterFile.In;
import dev.connectorproxy.declarative.file.ParameterFile.Look;
import dev.connectorproxy.declarative.file.ParameterFile.Target;
import dev.connectorproxy.openapi.OperationParameter.Style;
import dev.connectorproxy.settings.YamlNode;
import dev.connectorproxy.spi.ParameterDetails.Visibility;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads the parameters of a connector or a command.
final class ParameterFileReader {
    private static final List<String> KEYS =
            List.of(
                    "type",
                    "required",
                    "description",
                    "label",
                    "default",
                    "enum",
                    "format",
                    "group",
                    "secret",
                    "example",
                    "visibility",
                    "hidden",
                    "value",
                    "in",
                    "name",
                    "style",
                    "explode",
                    "prefix",
                    "send-as",
                    "schema");

    private static final Set<In> NOT_SENT = EnumSet.of(In.NONE, In.SERVER);
    private static final Set<In> NOT_STYLED = EnumSet.of(In.NONE, In.SERVER, In.HEADERS);

    private enum Type {
        STR(ParameterType.STR),
        TEXT(ParameterType.TEXTUAL),
        INT(ParameterType.INTEGER),
        BOOL(ParameterType.BOOL),
        ANY(ParameterType.STRUCTURED);

        private final ParameterType type;

        Type(ParameterType type) {
            this.type = type;
        }
    }

    private ParameterFileReader() {}

    static Map<String, ParameterFile> read(FileSection section) {
        var all = new LinkedHashMap<String, ParameterFile>();
        section.members("parameters")
                .forEach((id, node) -> all.put(id, parameter(section, id, node)));
        return all;
    }

    private static ParameterFile parameter(FileSection owner, String id, YamlNode node) {
        var path = FileSection.join(FileSection.join(owner.path(), "parameters"), id);
        var section = FileSection.of(node, path, "a parameter", KEYS);
        if (!ParameterNames.isId(id)) {
            throw owner.refused(
                    "parameters",
                    "must have ids that a diagram can carry, letters, digits and _, not '%s'; give it another id, and `name: %s`"
                            .formatted(id, id));
        }
        boolean hidden = section.flag("hidden").orElse(false);
        if (section.has("value") && (hidden || section.has("default") || section.has("required"))) {
            throw section.refused("value", "must not be given beside hidden, default or required");
        }
        return new ParameterFile(
                id,
                look(section),
                bounds(section),
                target(section),
                hidden,
                section.json("value"),
                section.place());
    }

    private static Look look(FileSection section) {
        return new Look(
                section.text("label"),
                section.text("description").map(String::strip),
                section.text("group"),
                section.flag("secret"),
                section.json("example"),
                section.choice("visibility", List.of(Visibility.values())));
    }

    private static Bounds bounds(FileSection section) {
        return new Bounds(
                section.choice("type", List.of(Type.values())).map(type -> type.type),
                section.flag("required"),
                section.json("default"),
                allowed(section),
                section.text("format"),
                section.object("schema"));
    }

    private static List<JsonValue> allowed(FileSection section) {
        var json = section.json("enum");
        if (json.isEmpty()) {
            return List.of();
        }
        if (json.get() instanceof JsonArray values && !values.isEmpty()) {
            return values;
        }
        throw section.refused("enum", "must be a list of the allowed values");
    }

    private static Target target(FileSection section) {
        var in = section.choice("in", List.of(In.values()));
        var style =
                section.choice("style", List.of(Style.values()), ParameterFileReader::styleName);
        boolean given = !section.has("value") && !section.has("hidden");
        for (var key : List.of("style", "explode", "prefix", "send-as")) {
            var excluded = key.equals("send-as") ? NOT_SENT : NOT_STYLED;
            if (section.has(key) && in.filter(excluded::contains).isPresent()) {
                throw section.refused(
                        key, "must not be given for a parameter that is not sent as a value");
            }
        }
        for (var key : List.of("prefix", "send-as")) {
            if (section.has(key) && !given) {
                throw section.refused(
                        key, "must not be given for a parameter that callers cannot give");
            }
        }
        return new Target(
                in,
                section.text("name"),
                style,
                section.flag("explode"),
                section.text("prefix"),
                section.source("send-as"));
    }

    /// As OpenAPI writes it, such as `spaceDelimited`.
    private static String styleName(Style style) {
        var words = style.name().toLowerCase(Locale.ROOT).split("_");
        return words.length == 1
                ? words[0]
                : words[0]
                        + words[1].substring(0, 1).toUpperCase(Locale.ROOT)
                        + words[1].substring(1);
    }
}

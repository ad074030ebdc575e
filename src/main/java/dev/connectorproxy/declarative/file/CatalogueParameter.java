package dev.connectorproxy.declarative.file;

import dev.connectorproxy.declarative.file.ParameterFile.Bounds;
import dev.connectorproxy.declarative.file.ParameterFile.Look;
import dev.connectorproxy.declarative.file.ParameterFile.Target;
import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterDetails;
import dev.connectorproxy.spi.ParameterDetails.Visibility;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;

/// Makes what the catalogue says about a parameter of what the API description and the file say; the file wins.
final class CatalogueParameter {
    private static final JsonProvider JSON = JsonProvider.provider();

    private CatalogueParameter() {}

    static BoundParameter of(String id, ParameterSource source, Optional<ParameterFile> file) {
        var bounds = file.map(ParameterFile::bounds);
        var schema = schema(source.schema(), bounds);
        var type = bounds.flatMap(Bounds::type).orElseGet(() -> SchemaType.of(schema));
        var sentDefault = bounds.flatMap(Bounds::defaultValue);
        boolean required =
                bounds.flatMap(Bounds::required).orElse(source.required() && sentDefault.isEmpty());
        var parameter =
                new Parameter(
                        id,
                        type,
                        required,
                        description(source, file.map(ParameterFile::look)),
                        sentDefault.or(() -> Optional.ofNullable(schema.get("default"))),
                        type == ParameterType.STR ? SchemaType.allowedTexts(schema) : List.of(),
                        details(source, schema, file.map(ParameterFile::look)));
        var target = file.map(ParameterFile::target);
        return new BoundParameter(
                parameter,
                source.place(),
                schema,
                sentDefault,
                target.flatMap(Target::prefix).orElse(""),
                target.flatMap(Target::sendAs));
    }

    private static JsonObject schema(JsonObject documented, Optional<Bounds> bounds) {
        var merged = JSON.createObjectBuilder(bounds.flatMap(Bounds::schema).orElse(documented));
        bounds.flatMap(Bounds::format).ifPresent(format -> merged.add("format", format));
        bounds.map(Bounds::allowed)
                .filter(allowed -> !allowed.isEmpty())
                .ifPresent(allowed -> {
                    var values = JSON.createArrayBuilder();
                    allowed.forEach(values::add);
                    merged.add("enum", values);
                });
        return merged.build();
    }

    private static String description(ParameterSource source, Optional<Look> look) {
        return look.flatMap(Look::description).orElse(source.description());
    }

    private static ParameterDetails details(
            ParameterSource source, JsonObject schema, Optional<Look> look) {
        var format = SchemaType.text(schema, "format");
        return new ParameterDetails(
                look.flatMap(Look::label).orElse(source.label()),
                format,
                look.flatMap(Look::group).orElse(""),
                look.flatMap(Look::secret).orElse(format.equals("password")),
                look.flatMap(Look::example).or(source::example).filter(CatalogueParameter::says),
                look.flatMap(Look::visibility).orElse(visibility(source.visibility())));
    }

    private static boolean says(JsonValue example) {
        return example != JsonValue.NULL
                && !(example instanceof JsonString text && text.getString().isEmpty());
    }

    private static Visibility visibility(Operation.Visibility visibility) {
        return switch (visibility) {
            case IMPORTANT -> Visibility.IMPORTANT;
            case NORMAL -> Visibility.NORMAL;
            case ADVANCED, INTERNAL -> Visibility.ADVANCED;
        };
    }
}

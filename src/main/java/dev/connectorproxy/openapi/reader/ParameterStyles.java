package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.OperationParameter.Style;
import java.util.Map;
import java.util.Set;

/// How arrays and objects are written: `style` and `explode` of OpenAPI 3, `collectionFormat` of Swagger 2.0.
final class ParameterStyles {
    private static final Map<String, Style> NAMES =
            Map.of(
                    "simple", Style.SIMPLE,
                    "label", Style.LABEL,
                    "matrix", Style.MATRIX,
                    "form", Style.FORM,
                    "spaceDelimited", Style.SPACE_DELIMITED,
                    "pipeDelimited", Style.PIPE_DELIMITED,
                    "tabDelimited", Style.TAB_DELIMITED,
                    "deepObject", Style.DEEP_OBJECT);

    private static final Map<String, Style> COLLECTIONS =
            Map.of(
                    "ssv", Style.SPACE_DELIMITED,
                    "tsv", Style.TAB_DELIMITED,
                    "pipes", Style.PIPE_DELIMITED);

    private static final Set<Style> OF_PATHS = Set.of(Style.SIMPLE, Style.LABEL, Style.MATRIX);

    private static final Set<Style> OF_QUERIES =
            Set.of(
                    Style.FORM,
                    Style.SPACE_DELIMITED,
                    Style.PIPE_DELIMITED,
                    Style.TAB_DELIMITED,
                    Style.DEEP_OBJECT);

    private final ReadingContext context;

    ParameterStyles(ReadingContext context) {
        this.context = context;
    }

    /// How values of a parameter are written.
    Written read(DocumentNode parameter, Location in) {
        return context.isSwagger() && !parameter.has("style")
                ? collection(parameter, in)
                : styled(parameter, in);
    }

    private Written collection(DocumentNode parameter, Location in) {
        var format = parameter.text("collectionFormat").orElse("csv");
        if (format.equals("multi") && in == Location.QUERY) {
            return new Written(Style.FORM, true);
        }
        var style = COLLECTIONS.get(format);
        if (style == null && !format.equals("csv")) {
            context.problems()
                    .add(parameter, "collectionFormat %s is read as csv".formatted(format));
        }
        return new Written(style == null ? usual(in) : style, false);
    }

    private Written styled(DocumentNode parameter, Location in) {
        var name = parameter.text("style");
        var style = name.map(NAMES::get).filter(it -> isAllowed(it, in)).orElse(usual(in));
        if (name.isPresent() && NAMES.get(name.get()) != style) {
            context.problems()
                    .add(parameter, "style %s is not possible here".formatted(name.get()));
        }
        boolean explode =
                parameter.has("explode") ? parameter.isTrue("explode") : style == Style.FORM;
        return new Written(style, explode);
    }

    private static boolean isAllowed(Style style, Location in) {
        return switch (in) {
            case PATH -> OF_PATHS.contains(style);
            case QUERY -> OF_QUERIES.contains(style);
            case HEADER -> style == Style.SIMPLE;
            case COOKIE -> style == Style.FORM;
        };
    }

    private static Style usual(Location in) {
        return in == Location.PATH || in == Location.HEADER ? Style.SIMPLE : Style.FORM;
    }

    /// A style, and whether it is exploded.
    record Written(Style style, boolean explode) {}
}

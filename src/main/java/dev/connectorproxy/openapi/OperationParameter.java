package dev.connectorproxy.openapi;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/// A parameter in the path, the query, a header or a cookie. Form fields of Swagger 2.0 are properties of the request body instead. Immutable.
///
/// @param name as it is sent
/// @param label `x-ms-summary`; empty if there is none
/// @param description empty if there is none
/// @param style how arrays and objects are written
/// @param explode whether each element of an array or object is written as a pair of its own
/// @param allowReserved whether reserved characters (RFC 3986, section 2.2) are sent unescaped
/// @param doubleEncoded `x-ms-url-encoding: double`: a value in the path is percent-encoded twice
/// @param mediaType in which the value is serialized, for a parameter with `content`; the style does not apply then
/// @param schema of the value, see [ApiDescription#schemas]; `default` and `enum` stand in it
/// @param fixed the only value that may be sent, for an internal parameter with a default; a caller does not give it
public record OperationParameter(
        String name,
        Location in,
        boolean required,
        String label,
        String description,
        Style style,
        boolean explode,
        boolean allowReserved,
        boolean doubleEncoded,
        Optional<String> mediaType,
        JsonObject schema,
        Optional<JsonValue> example,
        Operation.Visibility visibility,
        Optional<JsonValue> fixed) {

    /// By name and place, which are unique in an operation: the hash codes of schemas cost much.
    @Override
    public int hashCode() {
        return 31 * name.hashCode() + in.hashCode();
    }

    /// Where a parameter is sent.
    public enum Location {
        PATH,
        QUERY,
        HEADER,
        COOKIE
    }

    /// How an array or object is written (OpenAPI 3.1, section 4.8.12.2); `collectionFormat` of Swagger 2.0: `csv` is
    /// [#SIMPLE] or [#FORM] without explode, `multi` is [#FORM] with it, `ssv`, `tsv` and `pipes` are the delimited ones.
    public enum Style {
        SIMPLE,
        LABEL,
        MATRIX,
        FORM,
        SPACE_DELIMITED,
        PIPE_DELIMITED,
        TAB_DELIMITED,
        DEEP_OBJECT
    }
}

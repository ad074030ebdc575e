package dev.connectorproxy.declarative.file;

import dev.connectorproxy.openapi.OperationParameter;
import java.util.List;
import java.util.Locale;

/// Where the value of a parameter goes.
public sealed interface ParameterPlace {

    /// The path, the query, a header or a cookie.
    record InRequest(OperationParameter parameter) implements ParameterPlace {}

    /// A property of the body.
    ///
    /// @param path the names from the body to the property; one name, or more if it is inside another object
    record InBody(List<String> path) implements ParameterPlace {
        public InBody {
            path = List.copyOf(path);
        }
    }

    /// The body itself.
    record WholeBody() implements ParameterPlace {}

    /// The base URL, or a part of it.
    ///
    /// @param variable of the URL
    record InServer(String variable) implements ParameterPlace {}

    /// The headers that are the members of the value.
    record InHeaders() implements ParameterPlace {}

    /// Nowhere: the value is for conditions only.
    record Nowhere() implements ParameterPlace {}

    /// The word that is put before the names of parameters that clash.
    default String word() {
        return switch (this) {
            case InRequest(var parameter) -> parameter.in().name().toLowerCase(Locale.ROOT);
            case InBody _, WholeBody _ -> "body";
            case InServer _ -> "server";
            case InHeaders _ -> "headers";
            case Nowhere _ -> "none";
        };
    }

    /// The name as it is sent.
    default String sentName() {
        return switch (this) {
            case InRequest(var parameter) -> parameter.name();
            case InBody(var path) -> String.join(".", path);
            case WholeBody _ -> "body";
            case InServer(var variable) -> variable;
            case InHeaders _, Nowhere _ -> "";
        };
    }
}

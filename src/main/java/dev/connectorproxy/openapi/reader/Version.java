package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.ApiDescription.ApiServer;
import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.RequestBody;
import dev.connectorproxy.openapi.ResponseDescription;
import dev.connectorproxy.openapi.SecurityScheme;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What differs between the versions of the specification. Used by one thread.
sealed interface Version permits Swagger2, OpenApi3 {

    /// The servers that the description, a path or an operation names; none if it names none.
    List<ApiServer> servers(Located at);

    Map<String, SecurityScheme> securitySchemes();

    /// A parameter, if it goes into the path, the query, a header or a cookie.
    Optional<OperationParameter> parameter(Located parameter);

    /// @param parameters of the operation and its path
    Optional<RequestBody> body(Located operation, List<Located> parameters);

    ResponseDescription response(Located operation, Located response);
}

package dev.connectorproxy.connector.http.v2;

import static dev.connectorproxy.spi.ParameterDetails.Visibility.ADVANCED;
import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.connector.http.shared.HttpParameters;
import dev.connectorproxy.connector.http.shared.HttpSettings.Method;
import dev.connectorproxy.spi.ConnectionUse;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.stream.Stream;

/// The parameters of the six V2 commands: those of connector-http in its order, then additional ones.
final class V2Parameters {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// The connections whose credentials are added to the request; the caller chooses its target.
    static final List<ConnectionUse> CONNECTIONS =
            Stream.of(
                            "bearer",
                            "basic",
                            "api-key",
                            "oauth2-client-credentials",
                            "oauth2-authorization-code",
                            "mutual-tls")
                    .map(type ->
                            ConnectionUse.ofRequests(type)
                                    .withCredentials(
                                            List.of(
                                                    "basic_auth_username",
                                                    "basic_auth_password",
                                                    "bearer_token")))
                    .toList();

    private static final Parameter HEADERS =
            Parameter.optional(
                            "headers",
                            ParameterType.STRUCTURED,
                            "Object of header names and string values, or a list of [name, value] pairs. Null values are left out.")
                    .withDetails(HttpParameters.HEADERS_DETAILS);
    private static final Parameter PARAMS =
            Parameter.optional(
                            "params",
                            ParameterType.ANY,
                            "Query parameters: an object, a list of [name, value] pairs or a string. Appended to the URL's own query.")
                    .withDetails(HttpParameters.PARAMS_DETAILS);
    private static final Parameter USERNAME =
            Parameter.optional(
                            "basic_auth_username",
                            ParameterType.TEXTUAL,
                            "User for Basic authentication; needs basic_auth_password.")
                    .withDetails(HttpParameters.USERNAME_DETAILS);
    private static final Parameter PASSWORD =
            Parameter.optional(
                            "basic_auth_password",
                            ParameterType.TEXTUAL,
                            "Password for Basic authentication; needs basic_auth_username.")
                    .withDetails(HttpParameters.PASSWORD_DETAILS);
    private static final Parameter ATTEMPTS =
            Parameter.optional(
                            "attempts",
                            ParameterType.LENIENT_INT,
                            "How often the request is tried in all, 1 to 10, a second apart, while the answer is 5xx or none comes; anything else counts as 1.")
                    .withDefault(JSON.createValue(1))
                    .withDetails(ofLabel("Attempts").as(ADVANCED));
    private static final Parameter BEARER_TOKEN =
            Parameter.optional(
                            "bearer_token",
                            ParameterType.STR,
                            "Sent as Authorization: Bearer; not together with Basic authentication.")
                    .withDetails(ofLabel("Bearer token").inGroup("Authentication").asSecret());
    private static final Parameter TIMEOUT =
            Parameter.optional(
                            "timeout",
                            ParameterType.INT,
                            "How many seconds one attempt may take, 1 or more; the proxy's own deadline holds as well.")
                    .withDetails(ofLabel("Timeout").withExample(JSON.createValue(10)).as(ADVANCED));
    private static final List<Parameter> OWN =
            List.of(
                    HttpParameters.INCLUDE_RESPONSE_HEADERS,
                    BEARER_TOKEN,
                    TIMEOUT,
                    HttpParameters.PARSE_JSON,
                    HttpParameters.RESPONSE_FORMAT);

    private static final List<Parameter> QUERY =
            of(HttpParameters.URL, HEADERS, PARAMS, USERNAME, PASSWORD, ATTEMPTS);

    private static final List<Parameter> BODY =
            of(
                    HttpParameters.URL,
                    HEADERS,
                    HttpParameters.DATA,
                    USERNAME,
                    PASSWORD,
                    HttpParameters.BODY_FORMAT);

    private static final List<Parameter> DELETE =
            of(
                    HttpParameters.URL,
                    HEADERS,
                    PARAMS,
                    HttpParameters.DATA,
                    USERNAME,
                    PASSWORD,
                    HttpParameters.BODY_FORMAT);

    private V2Parameters() {}

    /// The parameters of the command that sends this method.
    static List<Parameter> of(Method method) {
        return switch (method) {
            case GET, HEAD -> QUERY;
            case DELETE -> DELETE;
            case PATCH, POST, PUT -> BODY;
        };
    }

    private static List<Parameter> of(Parameter... parameters) {
        return Stream.concat(Stream.of(parameters), OWN.stream()).toList();
    }
}

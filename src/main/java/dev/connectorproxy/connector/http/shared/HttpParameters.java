package dev.connectorproxy.connector.http.shared;

import static dev.connectorproxy.spi.ParameterDetails.Visibility.ADVANCED;
import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.connector.http.shared.HttpSettings.Method;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterDetails;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The parameters of the six commands. async-http accepts `params` and `include_response_headers` for every command,
/// but lists each for some commands only; here both are listed for every command, after those that async-http lists.
public final class HttpParameters {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// Details of parameters that each generation of commands declares with a type or description of its own.
    public static final ParameterDetails HEADERS_DETAILS =
            ofLabel("Headers")
                    .withExample(
                            JSON.createObjectBuilder().add("Accept", "application/json").build());

    public static final ParameterDetails PARAMS_DETAILS =
            ofLabel("Query").withExample(JSON.createObjectBuilder().add("page", 2).build());
    public static final ParameterDetails USERNAME_DETAILS =
            ofLabel("User").inGroup("Authentication");
    public static final ParameterDetails PASSWORD_DETAILS =
            ofLabel("Password").inGroup("Authentication").asSecret();
    public static final Parameter URL =
            Parameter.required(
                            "url",
                            ParameterType.STR,
                            "Absolute http or https URL. Credentials in it become Basic authentication.")
                    .withDetails(
                            ofLabel("URL")
                                    .withFormat("uri")
                                    .withExample("https://api.example.com/orders?open=1"));
    private static final Parameter HEADERS =
            Parameter.optional(
                            "headers",
                            ParameterType.STRUCTURED,
                            "Object of header names and string values, or a list of [name, value] pairs.")
                    .withDetails(HEADERS_DETAILS);
    private static final Parameter PARAMS =
            Parameter.optional(
                            "params",
                            ParameterType.ANY,
                            "Query parameters: an object, a list of [name, value] pairs or a string. Replaces the URL's own query.")
                    .withDetails(PARAMS_DETAILS);
    public static final Parameter DATA =
            Parameter.optional("data", ParameterType.ANY, "The body, written as body_format says.")
                    .withDetails(ofLabel("Body"));
    public static final Parameter BODY_FORMAT =
            Parameter.optional(
                            "body_format",
                            ParameterType.STR,
                            "How data becomes a body: json, form (URL-encoded), raw (a string as it is, a data URL as the file), multipart (an object, its data URLs as files) or none.")
                    .oneOf("json", "form", "raw", "multipart", "none")
                    .withDefault(JSON.createValue("json"))
                    .withDetails(ofLabel("Body format"));
    public static final Parameter INCLUDE_RESPONSE_HEADERS =
            Parameter.optional(
                            "include_response_headers",
                            ParameterType.TRUTHY,
                            "Whether the answer's headers are handed back.")
                    .withDefault(JsonValue.FALSE)
                    .withDetails(
                            ofLabel("Include response headers").inGroup("Response").as(ADVANCED));
    public static final Parameter PARSE_JSON =
            Parameter.optional(
                            "parse_json",
                            ParameterType.STR,
                            "Which answers are parsed as JSON: json (application/json) or any (every type of JSON, such as application/problem+json).")
                    .oneOf("json", "any")
                    .withDefault(JSON.createValue("json"))
                    .withDetails(ofLabel("Parse JSON").inGroup("Response").as(ADVANCED));
    public static final Parameter RESPONSE_FORMAT =
            Parameter.optional(
                            "response_format",
                            ParameterType.STR,
                            "How the answer's body is handed back: text (JSON parsed, everything else as text), data_url or base64 (a file, unchanged, in raw_response).")
                    .oneOf("text", "data_url", "base64")
                    .withDefault(JSON.createValue("text"))
                    .withDetails(ofLabel("Response format").inGroup("Response").as(ADVANCED));
    private static final Parameter USERNAME =
            Parameter.optional(
                            "basic_auth_username",
                            ParameterType.STR,
                            "User for Basic authentication; needs basic_auth_password.")
                    .withDetails(USERNAME_DETAILS);
    private static final Parameter PASSWORD =
            Parameter.optional(
                            "basic_auth_password",
                            ParameterType.STR,
                            "Password for Basic authentication; needs basic_auth_username.")
                    .withDetails(PASSWORD_DETAILS);

    private static final List<Parameter> QUERY =
            List.of(
                    URL,
                    HEADERS,
                    PARAMS,
                    USERNAME,
                    PASSWORD,
                    INCLUDE_RESPONSE_HEADERS,
                    PARSE_JSON,
                    RESPONSE_FORMAT);

    private static final List<Parameter> BODY =
            List.of(
                    URL,
                    HEADERS,
                    DATA,
                    BODY_FORMAT,
                    INCLUDE_RESPONSE_HEADERS,
                    USERNAME,
                    PASSWORD,
                    PARAMS,
                    PARSE_JSON,
                    RESPONSE_FORMAT);

    /// Scheme, host and port in a URL, without its user information.
    private static final Pattern ORIGIN =
            Pattern.compile("\\s*([a-z]+://)(?:[^/?#]*@)?([^/?#\\s]*)", Pattern.CASE_INSENSITIVE);

    private HttpParameters() {}

    /// The origin of the URL, for [dev.connectorproxy.spi.Command#target]: in lower case, and the text itself where it is
    /// no URL.
    public static String target(Arguments arguments) {
        var url = arguments.requiredString("url");
        var origin = ORIGIN.matcher(url);
        return origin.lookingAt()
                ? (origin.group(1) + origin.group(2)).toLowerCase(Locale.ROOT)
                : url;
    }

    /// The parameters of the command that sends this method.
    public static List<Parameter> of(Method method) {
        return method == Method.GET || method == Method.HEAD ? QUERY : BODY;
    }
}

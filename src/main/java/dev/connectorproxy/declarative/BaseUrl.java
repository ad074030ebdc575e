package dev.connectorproxy.declarative;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The base URL of a connector. Its variables are those of the connection that a call uses. Immutable.
///
/// @param template with `{variable}` for each of the variables
/// @param variables in order; none for a base URL that is the same for all calls
/// @param credential the name that stands, escaped, where the credential of a connection goes; the egress puts it there
record BaseUrl(String template, List<String> variables, Optional<String> credential) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)\\}");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._~-]{1,200}");
    private static final Pattern URL =
            Pattern.compile(
                    "https?://[A-Za-z0-9._-]{1,200}(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]{0,200})?");
    private static final Pattern ORIGIN = Pattern.compile("(https?://[^/?#]+|\\{[^{}]+\\}).*");

    BaseUrl {
        variables = List.copyOf(variables);
    }

    /// @param values of variables that are the same for all calls
    static BaseUrl of(String template, Map<String, String> values) {
        return of(template, values, Optional.empty());
    }

    /// @param credential the variable that a credential replaces
    static BaseUrl of(String template, Map<String, String> given, Optional<String> credential) {
        var values = new HashMap<>(given);
        credential.ifPresent(name -> values.put(name, "%7B" + name + "%7D"));
        var filled =
                VARIABLE.matcher(template)
                        .replaceAll(match ->
                                Matcher.quoteReplacement(
                                        values.getOrDefault(match.group(1), match.group())));
        var variables = new ArrayList<String>();
        VARIABLE.matcher(filled)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !variables.contains(name))
                .forEach(variables::add);
        return new BaseUrl(filled, variables, credential);
    }

    boolean isFixed() {
        return variables.isEmpty();
    }

    /// The URL of a call, if it is not the same for all calls.
    ///
    /// @throws ConnectorException `ConnectorNotConfigured`: a variable has no value, or one that does not belong into a URL, or
    ///     the URL needs a credential and the call has no connection
    Optional<String> of(Arguments arguments, Call call) {
        if (credential.isPresent() && call.authorization() == Call.Authorization.NONE) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_CONFIGURED,
                    "the URL of this connector needs the credentials of a connection");
        }
        return isFixed() ? Optional.empty() : Optional.of(filled(name -> value(name, arguments)));
    }

    /// A URL of the same form.
    String example() {
        return filled(name -> isWholeUrl(name) ? "https://x" : "x");
    }

    private String filled(UnaryOperator<String> value) {
        return VARIABLE.matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(value.apply(match.group(1))));
    }

    /// Whether the value of the variable is a URL with scheme and host, which the rest of the template follows.
    private boolean isWholeUrl(String variable) {
        return template.startsWith("{" + variable + "}");
    }

    private String value(String variable, Arguments arguments) {
        return arguments
                .string(parameter(variable))
                .map(text -> text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
                .filter(text -> (isWholeUrl(variable) ? URL : VALUE).matcher(text).matches())
                .orElseThrow(() ->
                        new ConnectorException(
                                ErrorCode.CONNECTOR_NOT_CONFIGURED,
                                "the URL of this connector needs a connection that sets '%s'"
                                        .formatted(variable)));
    }

    /// The parameters that a connection fills, by the name of its field. A caller cannot give them, since no command declares them.
    Map<String, String> parameters() {
        var ids = new LinkedHashMap<String, String>();
        variables.forEach(name -> ids.put(name, parameter(name)));
        return ids;
    }

    private static String parameter(String variable) {
        return "connection." + variable;
    }

    /// Where requests go, without a path; it may have variables.
    Optional<String> origin() {
        var origin = ORIGIN.matcher(template);
        return origin.matches() ? Optional.of(origin.group(1)) : Optional.empty();
    }
}

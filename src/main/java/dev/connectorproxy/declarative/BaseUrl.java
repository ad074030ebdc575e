package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.file.BoundParameter;
import dev.connectorproxy.declarative.file.ParameterPlace;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.HttpOrigin;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The base URL of a connector. Its variables are those of the connection that a call uses, or parameters of the command. Immutable.
///
/// @param template with `{variable}` for each of the variables
/// @param variables in order; none for a base URL that is the same for all calls
/// @param defaults values of variables that neither a connection nor a parameter sets
/// @param ids of the parameters of the command that give variables, by the variable
/// @param credential the name that stands, escaped, where the credential of a connection goes; the egress puts it there
record BaseUrl(
        String template,
        List<String> variables,
        Map<String, String> defaults,
        Map<String, String> ids,
        Optional<String> credential) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)\\}");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._~-]{1,200}");
    private static final Pattern URL =
            Pattern.compile(
                    "https?://[A-Za-z0-9._-]{1,200}(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]{0,200})?");

    /// With any path and query, where nothing follows it.
    private static final Pattern WHOLE_URL =
            Pattern.compile(
                    "https?://[A-Za-z0-9._-]{1,200}(:[0-9]{1,5})?(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]{0,1000})?(\\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]{0,1000})?");

    private static final Pattern ORIGIN = Pattern.compile("(https?://[^/?#]+|\\{[^{}]+\\}).*");

    BaseUrl {
        variables = List.copyOf(variables);
        defaults = Map.copyOf(defaults);
        ids = Map.copyOf(ids);
    }

    /// @param values of variables that a connection does not set
    static BaseUrl of(String template, Map<String, String> values) {
        return of(template, values, Optional.empty());
    }

    /// @param credential the variable that a credential replaces
    static BaseUrl of(String url, Map<String, String> values, Optional<String> credential) {
        var template =
                credential
                        .map(name -> url.replace("{" + name + "}", "%7B" + name + "%7D"))
                        .orElse(url);
        var variables =
                VARIABLE.matcher(template)
                        .results()
                        .map(match -> match.group(1))
                        .distinct()
                        .toList();
        var defaults = new HashMap<>(values);
        defaults.keySet().retainAll(variables);
        return new BaseUrl(template, variables, defaults, Map.of(), credential);
    }

    /// The same for a command with these parameters.
    ///
    /// @param place of the command, for messages
    /// @throws SettingsException a parameter is in the base URL, which has no such variable
    BaseUrl withParameters(List<BoundParameter> parameters, String place) {
        var given = new LinkedHashMap<String, String>();
        for (var bound : parameters) {
            if (bound.place() instanceof ParameterPlace.InServer(var variable)) {
                var id = bound.parameter().id();
                if (!variables.contains(variable) || given.put(variable, id) != null) {
                    throw new SettingsException(
                            "%s: parameter '%s' is in the server, which needs {%s} for it alone; the variables of server are: %s"
                                    .formatted(place, id, variable, String.join(", ", variables)));
                }
            }
        }
        return given.isEmpty()
                ? this
                : new BaseUrl(template, variables, defaults, given, credential);
    }

    boolean isFixed() {
        return variables.isEmpty();
    }

    /// The URL of a call, if it is not the same for all calls.
    ///
    /// @param values of the parameters of the command, by id
    /// @throws ConnectorException a variable has no value, or one that does not belong into a URL: `InvalidParameters` if callers
    ///     give it, else `ConnectorNotConfigured`; `ConnectorNotConfigured` also if the URL needs a credential and the call has
    ///     no connection
    Optional<String> of(Arguments arguments, Map<String, JsonValue> values, Call call) {
        if (credential.isPresent() && call.authorization() == Call.Authorization.NONE) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_CONFIGURED,
                    "the URL of this connector needs the credentials of a connection");
        }
        return isFixed()
                ? Optional.empty()
                : Optional.of(filled(name -> value(name, arguments, values)));
    }

    /// What calls with these arguments depend on: the origin as far as it is known.
    String target(Arguments arguments) {
        var text =
                VARIABLE.matcher(origin().orElse(""))
                        .replaceAll(match ->
                                Matcher.quoteReplacement(
                                        arguments
                                                .string(parameter(match.group(1)))
                                                .orElse(
                                                        defaults.getOrDefault(
                                                                match.group(1), match.group()))));
        return isFixed() ? text : HttpOrigin.ofUrl(text).map(HttpOrigin::toString).orElse(template);
    }

    /// A URL of the same form.
    String example() {
        return filled(name ->
                Optional.ofNullable(defaults.get(name))
                        .map(BaseUrl::withoutSlash)
                        .orElse(isWholeUrl(name) ? "https://x" : "x"));
    }

    private String filled(UnaryOperator<String> value) {
        return VARIABLE.matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(value.apply(match.group(1))));
    }

    /// Whether the value of the variable is a URL with scheme and host, which the rest of the template follows.
    private boolean isWholeUrl(String variable) {
        return template.startsWith("{" + variable + "}");
    }

    /// A value of the file or its description may be any part of a URL, one of a connection or a parameter only a name.
    private String value(String variable, Arguments arguments, Map<String, JsonValue> values) {
        var known = Optional.ofNullable(defaults.get(variable));
        var id = Optional.ofNullable(ids.get(variable));
        var given =
                (id.isEmpty()
                                ? arguments.string(parameter(variable))
                                : id.map(values::get)
                                        .filter(JsonString.class::isInstance)
                                        .map(value -> ((JsonString) value).getString()))
                        .or(() -> known);
        if (given.equals(known) && known.isPresent()) {
            return withoutSlash(known.get());
        }
        return given.map(BaseUrl::withoutSlash)
                .filter(text -> form(variable).matcher(text).matches())
                .orElseThrow(() ->
                        id.map(name -> invalid(name, variable)).orElseGet(() -> missing(variable)));
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private Pattern form(String variable) {
        if (template.equals("{" + variable + "}")) {
            return WHOLE_URL;
        }
        return isWholeUrl(variable) ? URL : VALUE;
    }

    private ConnectorException invalid(String id, String variable) {
        return new ConnectorException(
                ErrorCode.INVALID_PARAMETERS,
                "parameter '%s', or a connection instead of it, must give %s"
                        .formatted(
                                id,
                                isWholeUrl(variable)
                                        ? "a URL such as https://host or https://host/path"
                                        : "letters, digits, dots, dashes and underscores"));
    }

    private static ConnectorException missing(String variable) {
        return new ConnectorException(
                ErrorCode.CONNECTOR_NOT_CONFIGURED,
                "the URL of this connector needs a connection that sets '%s'".formatted(variable));
    }

    /// The parameters that a connection fills, by the name of its field. A caller cannot give those that the command does not declare.
    Map<String, String> parameters() {
        var filled = new LinkedHashMap<String, String>();
        variables.forEach(name -> filled.put(name, parameter(name)));
        return filled;
    }

    private String parameter(String variable) {
        return ids.getOrDefault(variable, "connection." + variable);
    }

    /// Where requests go, without a path; it may have variables.
    Optional<String> origin() {
        var origin = ORIGIN.matcher(template);
        return origin.matches() ? Optional.of(origin.group(1)) : Optional.empty();
    }
}

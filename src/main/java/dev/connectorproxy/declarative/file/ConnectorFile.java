package dev.connectorproxy.declarative.file;

import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.spi.ConnectorInfo;
import jakarta.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A connector that is a file. Immutable.
///
/// @param name the `{connector}` of the ids of its commands
/// @param openapi the API description, relative to the file
/// @param server the base URL, which may have variables; empty for that of the API description
/// @param variables values of variables of the base URL
/// @param credentials the types of connections that it takes; empty for none
/// @param refresh how an access token among the arguments is renewed
/// @param headers sent with every request
/// @param query sent with every request
/// @param parameters of every command, by id
/// @param errors for every command, after its own
/// @param codes what failures without a response of the target are called, by their [codes][dev.connectorproxy.spi.ErrorCode]
/// @param attempts at a request that may be repeated, in all
/// @param redirects the other origins that redirects are followed to: globs over `scheme://host:port`, in lower case
/// @param place of the file, for messages
public record ConnectorFile(
        String name,
        ConnectorInfo info,
        Optional<String> openapi,
        Optional<String> server,
        Map<String, String> variables,
        List<CredentialUse> credentials,
        Optional<TokenRefresh> refresh,
        Map<String, String> headers,
        Map<String, JsonValue> query,
        Map<String, ParameterFile> parameters,
        List<ErrorRule> errors,
        Map<String, String> codes,
        int attempts,
        List<CommandFile> commands,
        List<String> redirects,
        String place) {
    public ConnectorFile {
        variables = ordered(variables);
        credentials = List.copyOf(credentials);
        headers = ordered(headers);
        query = ordered(query);
        parameters = ordered(parameters);
        errors = List.copyOf(errors);
        codes = Map.copyOf(codes);
        commands = List.copyOf(commands);
        redirects = List.copyOf(redirects);
    }

    /// Reads a file.
    ///
    /// @param file its name in messages
    /// @throws dev.connectorproxy.settings.SettingsException it is not a valid connector file; the message is one line
    ///     with the file, the line, the key and what to do
    public static ConnectorFile read(String file, String text) {
        return ConnectorFileReader.read(file, text);
    }

    /// The variable in the path of [#server] that a credential replaces.
    public Optional<String> credentialInPath() {
        return credentials.stream()
                .flatMap(use -> use.key().stream())
                .filter(key -> key.in() == Location.PATH)
                .map(CredentialUse.Key::name)
                .findFirst();
    }

    /// The same with another icon, if it has one.
    public ConnectorFile withIcon(UnaryOperator<String> change) {
        var changed =
                new ConnectorInfo(
                        info.title(),
                        info.description(),
                        info.icon().isEmpty() ? "" : change.apply(info.icon()),
                        info.docsUrl());
        return new ConnectorFile(
                name,
                changed,
                openapi,
                server,
                variables,
                credentials,
                refresh,
                headers,
                query,
                parameters,
                errors,
                codes,
                attempts,
                commands,
                redirects,
                place);
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
